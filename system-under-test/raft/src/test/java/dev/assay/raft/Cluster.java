package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.message.Message;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cores with disks and a network in which nothing moves by itself; the oracle sees every step. */
final class Cluster {
  /** What the cores of a cluster have in common. */
  record Settings(int nodes, RaftTiming timing, RaftLimits limits, Set<RaftMutant> mutants) {}

  /** A directed link. */
  record Link(NodeId from, NodeId to) implements Comparable<Link> {
    @Override
    public int compareTo(Link other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }

  private final Settings settings;
  private final Map<NodeId, Draw> draws;
  private final List<NodeId> nodes;
  private final Map<NodeId, CrashableDisk> disks = new TreeMap<>();
  private final Map<NodeId, RaftCore> cores = new TreeMap<>();
  private final Set<Link> cuts = new TreeSet<>();
  private final List<Message> network = new ArrayList<>();
  private final SafetyOracle oracle = new SafetyOracle();

  /**
   * Starts all nodes, {@code n1} and so on.
   *
   * @param draws where each takes its election timeouts from
   */
  Cluster(Settings settings, Map<NodeId, Draw> draws) {
    this.settings = settings;
    this.draws = draws;
    this.nodes = names(settings.nodes());
    for (NodeId node : nodes) {
      disks.put(node, new CrashableDisk());
      restart(node);
    }
  }

  static List<NodeId> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new NodeId("n" + i)).toList();
  }

  List<NodeId> nodes() {
    return nodes;
  }

  boolean running(NodeId node) {
    return cores.containsKey(node);
  }

  RaftCore core(NodeId node) {
    return known(cores.get(node), node);
  }

  CrashableDisk disk(NodeId node) {
    return known(disks.get(node), node);
  }

  SafetyOracle oracle() {
    return oracle;
  }

  /** Messages on their way, oldest first; the caller may take from them. */
  List<Message> network() {
    return network;
  }

  List<Effect> tick(NodeId node) {
    return step(node, new Input.Tick());
  }

  List<Effect> propose(NodeId node, long proposal, Payload payload) {
    return step(node, new Input.Proposed(proposal, payload));
  }

  List<Effect> read(NodeId node, long read) {
    oracle.readAsked(read);
    return step(node, new Input.ReadRequested(read, ReadKind.QUORUM));
  }

  /** Makes the first unsynced writes of a node durable and tells its core. */
  List<Effect> sync(NodeId node, int writes) {
    OptionalLong token = disk(node).sync(writes);
    return token.isPresent() && running(node)
        ? step(node, new Input.Persisted(token.getAsLong()))
        : List.of();
  }

  /**
   * Delivers a message taken from the network; it is lost when the link is cut or its end is down.
   */
  List<Effect> deliver(Message message) {
    boolean lost = isCut(message) || !running(message.to());
    return lost ? List.of() : step(message.to(), new Input.Received(message));
  }

  boolean isCut(Message message) {
    return cuts.contains(new Link(message.from(), message.to()));
  }

  void cut(NodeId from, NodeId to) {
    cuts.add(new Link(from, to));
  }

  void heal() {
    cuts.clear();
  }

  /** Stops a node; what it had not synced is lost. */
  void crash(NodeId node) {
    cores.remove(node);
    disk(node).crash();
  }

  void restart(NodeId node) {
    RaftConfig config =
        new RaftConfig(
            node,
            Membership.ofVoters(nodes),
            settings.timing(),
            settings.limits(),
            settings.mutants());
    CrashableDisk disk = disk(node);
    Draw draw = known(draws.get(node), node);
    cores.put(
        node,
        new RaftCore(
            config, draw, new RecoveredLog(disk.hardState(), Optional.empty(), disk.durableLog())));
    oracle.restarted(node);
  }

  /** The leader of the highest term among those running. */
  Optional<NodeId> leader() {
    return nodes.stream()
        .filter(node -> running(node) && core(node).role() == RaftRole.LEADER)
        .max((a, b) -> Long.compare(core(a).term(), core(b).term()));
  }

  private List<Effect> step(NodeId node, Input input) {
    List<Effect> effects = core(node).step(input);
    for (Effect effect : effects) {
      if (effect instanceof Effect.Persist persist) {
        disk(node).write(persist);
      } else if (effect instanceof Effect.Send(Message message)) {
        network.add(message);
      }
    }
    List<Entry> log = disk(node).writtenLog();
    oracle.observe(node, effects, log);
    return effects;
  }

  private static <T> T known(@Nullable T found, NodeId node) {
    if (found == null) {
      throw new IllegalArgumentException(node + " is not there or not running");
    }
    return found;
  }
}
