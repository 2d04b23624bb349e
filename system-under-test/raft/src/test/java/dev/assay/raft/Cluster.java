package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cores with disks and states in which nothing moves by itself; the oracle sees every step. */
final class Cluster {
  /**
   * What the nodes of a cluster have in common.
   *
   * @param voters so many are members at first
   * @param spares so many more know nobody and can join
   */
  record Settings(
      int voters, int spares, RaftTiming timing, RaftLimits limits, Set<RaftMutant> mutants) {}

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
  private final Consumer<Message> network;
  private final List<NodeId> nodes;
  private final Membership initial;
  private final Map<NodeId, CrashableDisk> disks = new TreeMap<>();
  private final Map<NodeId, RaftCore> cores = new TreeMap<>();
  private final Map<NodeId, StateImage> states = new TreeMap<>();
  private final Set<Link> cuts = new TreeSet<>();
  private final SafetyOracle oracle = new SafetyOracle();

  /**
   * Starts all nodes, {@code n1} and so on.
   *
   * @param draws where each takes its election timeouts from
   * @param network takes what the nodes send
   */
  Cluster(Settings settings, Map<NodeId, Draw> draws, Consumer<Message> network) {
    this.settings = settings;
    this.draws = draws;
    this.network = network;
    this.nodes = names(settings.voters() + settings.spares());
    this.initial = Membership.ofVoters(nodes.subList(0, settings.voters()));
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

  /** What a node has applied. */
  StateImage state(NodeId node) {
    return known(states.get(node), node);
  }

  SafetyOracle oracle() {
    return oracle;
  }

  List<Effect> tick(NodeId node) {
    return step(node, new Input.Tick());
  }

  List<Effect> propose(NodeId node, long proposal, Payload payload) {
    return step(node, new Input.Proposed(proposal, payload));
  }

  List<Effect> read(NodeId node, long read, ReadKind kind) {
    oracle.readAsked(read, kind);
    return step(node, new Input.ReadRequested(read, kind));
  }

  List<Effect> change(NodeId node, long change, MembershipChange what) {
    return step(node, new Input.ChangeRequested(change, what));
  }

  List<Effect> transfer(NodeId node, long transfer, NodeId to) {
    return step(node, new Input.TransferRequested(transfer, to));
  }

  /** Has the disk do what it was asked first, and tells the core. */
  List<Effect> sync(NodeId node) {
    Optional<Input> done = disk(node).sync();
    return done.isPresent() && running(node) ? step(node, done.get()) : List.of();
  }

  /** Has the node's state written as a snapshot. */
  void snapshot(NodeId node) {
    StateImage state = state(node);
    disk(node).save(core(node).snapshotHead(state.index()), state.bytes());
  }

  /** Delivers a message; it is lost when the link is cut or its end is down. */
  List<Effect> deliver(Message message) {
    boolean lost = isCut(message) || !running(message.to());
    return lost ? List.of() : step(message.to(), new Input.Received(message));
  }

  boolean isCut(Message message) {
    return !cuts.isEmpty() && cuts.contains(new Link(message.from(), message.to()));
  }

  void cut(NodeId from, NodeId to) {
    cuts.add(new Link(from, to));
  }

  void heal() {
    cuts.clear();
  }

  /** Stops a node; what its disk had not done is lost. */
  void crash(NodeId node) {
    crash(node, 0, 0);
  }

  /** Stops a node; see {@link CrashableDisk#crash}. */
  void crash(NodeId node, int done, int torn) {
    cores.remove(node);
    disk(node).crash(done, torn);
  }

  void restart(NodeId node) {
    Membership known = initial.contains(node) ? initial : Membership.EMPTY;
    RaftConfig config =
        new RaftConfig(node, known, settings.timing(), settings.limits(), settings.mutants());
    CrashableDisk disk = disk(node);
    RecoveredLog recovered = disk.recover();
    cores.put(node, new RaftCore(config, known(draws.get(node), node), recovered));
    states.put(node, disk.image());
    oracle.restarted(node, recovered, disk.image());
  }

  /** The leader of the highest term among those running. */
  Optional<NodeId> leader() {
    NodeId leader = null;
    for (Map.Entry<NodeId, RaftCore> node : cores.entrySet()) {
      RaftCore core = node.getValue();
      if (core.role() == RaftRole.LEADER && (leader == null || core.term() > core(leader).term())) {
        leader = node.getKey();
      }
    }
    return Optional.ofNullable(leader);
  }

  private List<Effect> step(NodeId node, Input input) {
    List<Effect> effects = core(node).step(input);
    for (Effect effect : effects) {
      if (effect instanceof Effect.Persist persist) {
        oracle.wrote(node, persist.entries(), core(node).role() == RaftRole.LEADER);
      }
    }
    for (Effect effect : effects) {
      perform(node, effect);
      oracle.observe(node, effect, state(node));
    }
    return effects;
  }

  private void perform(NodeId node, Effect effect) {
    switch (effect) {
      case Effect.Persist persist -> disk(node).write(persist);
      case Effect.Send(Message message) -> network.accept(message);
      case Effect.Apply(List<Entry> committed) -> {
        StateImage state = state(node);
        for (Entry entry : committed) {
          state = state.after(entry);
        }
        states.put(node, state);
      }
      case Effect.ReadChunk chunk -> disk(node).read(chunk);
      case Effect.StoreChunk chunk -> disk(node).store(chunk);
      case Effect.Compact(long through) -> disk(node).drop(through);
      case Effect.Restore(SnapshotHead head) -> {
        states.put(node, disk(node).image(head));
        disk(node).restart(head);
      }
      case Effect.Accepted _,
          Effect.Rejected _,
          Effect.ReadReady _,
          Effect.ReadFailed _,
          Effect.Changed _,
          Effect.ChangeRefused _,
          Effect.Transferred _,
          Effect.TransferFailed _,
          Effect.Noted _ -> {}
    }
  }

  static <T> T known(@Nullable T found, NodeId node) {
    if (found == null) {
      throw new IllegalArgumentException(node + " is not there or not running");
    }
    return found;
  }
}
