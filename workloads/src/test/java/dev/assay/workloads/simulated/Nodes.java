package dev.assay.workloads.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.harness.system.NodeId;
import dev.assay.node.LedgerNode;
import dev.assay.node.NodeConfig;
import dev.assay.node.SnapshotPolicy;
import dev.assay.node.client.EnvelopeTransport;
import dev.assay.node.client.LedgerClient;
import dev.assay.simulator.Conditions;
import dev.assay.simulator.Endpoint;
import dev.assay.simulator.Machine;
import dev.assay.simulator.Program;
import dev.assay.simulator.Randomness;
import dev.assay.simulator.Route;
import dev.assay.simulator.Unsynced;
import dev.assay.simulator.World;
import dev.assay.workloads.witness.NodeWitness;
import dev.assay.workloads.witness.Witness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Ledger nodes on machines of a simulated world, some of them yet to join, and what befalls them.
 */
final class Nodes {
  static final long SECOND = 1_000_000_000L;

  final World world;
  final Randomness choices;
  final List<String> witnessed = new ArrayList<>();
  private final Witness witness;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, LedgerClient> clients = new LinkedHashMap<>();
  private final Map<String, NodeConfig> configs = new LinkedHashMap<>();

  /**
   * @param members that begin the cluster
   * @param strangers that may join
   * @param speaks the format version that all begin with
   */
  Nodes(long seed, int members, int strangers, int speaks, SnapshotPolicy snapshots) {
    world = new World(seed);
    choices = world.randomness("turmoil");
    List<String> first =
        IntStream.rangeClosed(1, members).mapToObj(i -> NodeId.of(i).name()).toList();
    witness = new Witness(first, LedgerSettings.USUAL.pace().tickNanos());
    for (int i = 1; i <= members + strangers; i++) {
      NodeId node = NodeId.of(i);
      String name = node.name();
      configs.put(
          name,
          new NodeConfig(name, i <= members ? first : List.of(), Set.of())
              .speaking(speaks)
              .with(snapshots));
      machines.put(name, world.machine(name, program(node)));
      clients.put(name, connect(name));
    }
    for (String from : machines.keySet()) {
      for (String to : machines.keySet()) {
        world.network().shape(new Route(from, to), Conditions.rough());
      }
    }
    machines.values().forEach(Machine::start);
  }

  private Program program(NodeId node) {
    NodeWitness watching =
        witness.watch(
            node.name(),
            SimulatedStores.prefix(LedgerNode.MAIN),
            (_, epoch, what) -> witnessed.add("%s, epoch %d: %s".formatted(node, epoch, what)));
    Lasting lasting =
        new Lasting(new LedgerJournal(node), new ChainTexts(), watching, Optional.empty());
    return host -> new LedgerHost(node, config(node.name()), LedgerSettings.USUAL, host, lasting);
  }

  private NodeConfig config(String name) {
    return Objects.requireNonNull(configs.get(name), name);
  }

  private Machine machine(String name) {
    return Objects.requireNonNull(machines.get(name), name);
  }

  private LedgerClient connect(String node) {
    Endpoint endpoint = world.attach();
    EnvelopeTransport transport =
        new EnvelopeTransport(
            bytes -> endpoint.send(node, bytes),
            (delay, task) -> endpoint.after(delay.toNanos(), task));
    endpoint.onReceive((from, payload) -> transport.received(payload));
    return new LedgerClient(transport);
  }

  List<String> names() {
    return List.copyOf(machines.keySet());
  }

  LedgerClient client(String node) {
    return Objects.requireNonNull(clients.get(node), node);
  }

  /** The node's present life; empty while it is down. */
  Optional<LedgerNode> node(String name) {
    return machine(name).instance().map(instance -> ((LedgerHost) instance).node());
  }

  /** Kills the node and starts it as one that speaks this version. */
  void upgrade(String name, int version) {
    configs.put(name, config(name).speaking(version));
    machine(name).kill();
    machine(name).start();
  }

  /** Takes the node's power away, and gives it back at once. */
  void powerFail(String name, Unsynced survivors) {
    machine(name).powerFail(survivors);
    machine(name).start();
  }

  /** Flips a bit of the node's blocks, which it does not know of. */
  void rotBlocks(String name) {
    assertThat(machine(name).rot("chain$")).isPresent();
  }

  /** What the node tells of its chain at the end of a run. */
  List<String> told(String name) {
    return machine(name)
        .instance()
        .map(instance -> ((LedgerHost) instance).chain())
        .orElseThrow(() -> new AssertionError(name + " is down"));
  }

  /** Why the node stopped by itself. */
  Optional<String> haltReason(String name) {
    return machine(name).haltReason();
  }

  /** One thing that can go wrong, or a cut that ends. */
  void disturb() {
    Machine machine = any();
    switch ((int) choices.below(10)) {
      case 0 -> machine.kill();
      case 1 -> machine.powerFail(Unsynced.LOST);
      case 2 -> machine.powerFail(Unsynced.ANY);
      case 3 -> machine.pause();
      case 4 -> isolate(machine);
      case 5 -> halve();
      case 6 -> machine.clock().jump(choices.between(-60, 60) * SECOND);
      case 7 -> {
        Unsynced survivors = choices.chance(500_000) ? Unsynced.LOST : Unsynced.PREFIX;
        machines.values().forEach(each -> each.powerFail(survivors));
      }
      default -> {
        world.network().cut(Set.of());
        machines.values().forEach(Machine::resume);
      }
    }
    machines.values().stream()
        .filter(each -> each.state() == Machine.State.DOWN)
        .skip(choices.below(2))
        .forEach(Machine::start);
  }

  private Machine any() {
    return machine(names().get((int) choices.below(machines.size())));
  }

  private void isolate(Machine machine) {
    Set<Route> cuts = new TreeSet<>();
    for (String other : machines.keySet()) {
      cuts.add(new Route(machine.name(), other));
      cuts.add(new Route(other, machine.name()));
    }
    world.network().cut(cuts);
  }

  private void halve() {
    int first = (int) choices.between(1, machines.size() - 1L);
    Set<Route> cuts = new TreeSet<>();
    for (String one : names().subList(0, first)) {
      for (String other : names().subList(first, machines.size())) {
        cuts.add(new Route(one, other));
        cuts.add(new Route(other, one));
      }
    }
    world.network().cut(cuts);
  }

  void heal() {
    world.network().cut(Set.of());
    machines.values().forEach(Machine::resume);
    machines.values().forEach(Machine::start);
    machines.values().forEach(machine -> machine.clock().reset());
  }

  /** Why nodes are down that nobody has ended. */
  List<String> halted() {
    return machines.values().stream()
        .flatMap(machine -> machine.haltReason().stream().map(why -> machine.name() + ": " + why))
        .toList();
  }

  /** A node's whole chain of a channel, as far as it has it. */
  List<String> chain(String name, String channel) {
    List<String> lines = new ArrayList<>();
    LedgerNode node = node(name).orElseThrow();
    while (true) {
      List<String> page = node.chain(channel, lines.size() + 1L).orElseThrow().lines();
      if (page.isEmpty()) {
        return lines;
      }
      lines.addAll(page);
    }
  }
}
