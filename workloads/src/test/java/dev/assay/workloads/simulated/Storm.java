package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.SimulatedNode;
import dev.assay.harness.system.SimulatedProgram;
import dev.assay.history.Value;
import dev.assay.ledger.Result;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.SubmitResult;
import dev.assay.node.client.EnvelopeTransport;
import dev.assay.node.client.LedgerClient;
import dev.assay.simulator.Conditions;
import dev.assay.simulator.Endpoint;
import dev.assay.simulator.Machine;
import dev.assay.simulator.Randomness;
import dev.assay.simulator.Route;
import dev.assay.simulator.Unsynced;
import dev.assay.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Five ledger nodes, clients that move money between accounts, and everything that a world can do
 * to the nodes, drawn from one seed. Afterwards all is healed, and the nodes must agree.
 */
final class Storm {
  static final int ACCOUNTS = 5;
  static final long FUNDS = 1_000;

  private static final long SECOND = 1_000_000_000L;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final List<NodeId> NODES =
      IntStream.rangeClosed(1, 5).mapToObj(NodeId::of).toList();

  final World world;
  final Map<String, String> acknowledged = new LinkedHashMap<>();
  final Set<String> refused = new TreeSet<>();
  private final List<Machine> machines = new ArrayList<>();
  private final List<SimulatedProgram> programs = new ArrayList<>();
  private final List<LedgerClient> clients = new ArrayList<>();
  private final Randomness choices;
  private int transactions;

  Storm(long seed, List<String> mutants) {
    world = new World(seed);
    choices = world.randomness("storm");
    for (NodeId node : NODES) {
      SimulatedProgram program = new LedgerSimulation().program(node, NODES, mutants);
      programs.add(program);
      machines.add(world.machine(node.name(), program));
      clients.add(client(node.name()));
    }
    for (Machine from : machines) {
      for (Machine to : machines) {
        world.network().shape(new Route(from.name(), to.name()), Conditions.rough());
      }
    }
    machines.forEach(Machine::start);
  }

  /** What all nodes noted. */
  List<Value.Fields> events() {
    return programs.stream().flatMap(program -> program.events().stream()).toList();
  }

  private LedgerClient client(String host) {
    Endpoint endpoint = world.attach();
    EnvelopeTransport transport =
        new EnvelopeTransport(
            bytes -> endpoint.send(host, bytes),
            (delay, task) -> endpoint.after(delay.toNanos(), task));
    endpoint.onReceive((from, payload) -> transport.received(payload));
    return new LedgerClient(transport);
  }

  /** Opens the accounts, on whichever node will have it. */
  Storm opened() {
    for (int i = 0; i < ACCOUNTS; i++) {
      Transaction open = TransferContract.open("o-" + i, "a" + i, FUNDS);
      for (int attempt = 0; attempt < 100 && !acknowledged.containsKey(open.id()); attempt++) {
        clients.forEach(client -> submit(client, open));
        world.runFor(SECOND / 4);
      }
    }
    return this;
  }

  /** Lets that many seconds pass with 100 transfers each; a fault every half second, if any. */
  Storm run(int seconds, boolean faults) {
    for (int i = 0; i < seconds * 100; i++) {
      transfer();
      world.runFor(SECOND / 100);
      if (faults && i % 50 == 49) {
        disturb();
      }
    }
    return this;
  }

  /** Undoes all faults and waits until every node has caught up and nobody asks for more. */
  Storm healed() {
    world.network().cut(Set.of());
    machines.forEach(Machine::resume);
    machines.forEach(Machine::start);
    machines.forEach(machine -> machine.clock().reset());
    world.runFor(5 * SECOND);
    // A transaction in the new primary's epoch commits whatever was left open before.
    for (int i = 0; i < 20; i++) {
      transfer();
      world.runFor(SECOND / 4);
    }
    world.runFor(3 * SECOND);
    return this;
  }

  private void transfer() {
    transactions++;
    long from = choices.below(ACCOUNTS);
    long to = (from + 1 + choices.below(ACCOUNTS - 1)) % ACCOUNTS;
    submit(
        clients.get((int) choices.below(clients.size())),
        TransferContract.transfer(
            "t-" + transactions, "a" + from, "a" + to, choices.between(1, FUNDS / 4)));
  }

  private void submit(LedgerClient client, Transaction transaction) {
    client.submit(
        transaction,
        TIMEOUT,
        result -> {
          switch (result) {
            case SubmitResult.Committed(var receipt) ->
                acknowledged.put(
                    transaction.id(),
                    receipt.block() + "/" + receipt.position() + " " + text(receipt.result()));
            case SubmitResult.NotPrimary _, SubmitResult.Busy _, SubmitResult.Invalid _ -> {
              // An account's opening is tried more than once.
              if (transaction.function().equals(TransferContract.TRANSFER)) {
                refused.add(transaction.id());
              }
            }
            case SubmitResult.NotSent _, SubmitResult.Unknown _ -> {}
          }
        });
  }

  static String text(Result result) {
    return switch (result) {
      case Result.Applied applied -> applied.text();
      case Result.Refused refusal -> refusal.text();
    };
  }

  private void disturb() {
    Machine machine = machines.get((int) choices.below(machines.size()));
    switch ((int) choices.below(9)) {
      case 0 -> machine.kill();
      case 1 -> machine.powerFail(Unsynced.LOST);
      case 2 -> machine.powerFail(Unsynced.ANY);
      case 3 -> machine.pause();
      case 4 -> isolate(machine);
      case 5 -> halve();
      case 6 -> machine.clock().jump(choices.between(-60, 60) * SECOND);
      case 7 -> {
        Unsynced survivors = choices.chance(500_000) ? Unsynced.LOST : Unsynced.PREFIX;
        machines.forEach(each -> each.powerFail(survivors));
      }
      default -> {
        world.network().cut(Set.of());
        machines.forEach(Machine::resume);
      }
    }
    // At most a minority stays down, or little else would happen.
    machines.stream()
        .filter(each -> each.state() == Machine.State.DOWN)
        .skip(choices.below(2))
        .forEach(Machine::start);
  }

  private void isolate(Machine machine) {
    Set<Route> cuts = new TreeSet<>();
    for (Machine other : machines) {
      cuts.add(new Route(machine.name(), other.name()));
      cuts.add(new Route(other.name(), machine.name()));
    }
    world.network().cut(cuts);
  }

  private void halve() {
    int first = (int) choices.between(1, 2);
    Set<Route> cuts = new TreeSet<>();
    for (Machine one : machines.subList(0, first)) {
      for (Machine other : machines.subList(first, machines.size())) {
        cuts.add(new Route(one.name(), other.name()));
        cuts.add(new Route(other.name(), one.name()));
      }
    }
    world.network().cut(cuts);
  }

  /** Why nodes are down that nobody has ended. */
  List<String> halted() {
    return machines.stream()
        .flatMap(machine -> machine.haltReason().stream().map(why -> machine.name() + ": " + why))
        .toList();
  }

  List<NodeStatus> statuses() {
    return nodes().stream().map(SimulatedNode::status).toList();
  }

  /** Every node's exported chain. */
  List<String> chains(Path folder) {
    List<String> chains = new ArrayList<>();
    for (SimulatedNode node : nodes()) {
      try {
        Path own = Files.createDirectories(folder.resolve(node.status().node().name()));
        node.export(own);
        chains.add(Files.readString(own.resolve("chain.jsonl")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return chains;
  }

  private List<SimulatedNode> nodes() {
    List<SimulatedNode> nodes = new ArrayList<>();
    for (Machine machine : machines) {
      if (machine.instance().orElse(null) instanceof SimulatedNode node) {
        nodes.add(node);
      }
    }
    return nodes;
  }
}
