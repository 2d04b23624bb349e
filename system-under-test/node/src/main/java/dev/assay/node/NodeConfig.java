package dev.assay.node;

import dev.assay.raft.RaftConfig;
import dev.assay.raft.RaftLimits;
import dev.assay.raft.RaftTiming;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a node is told about itself and its cluster. A name, number or repetition that is not
 * possible is refused with an IllegalArgumentException.
 *
 * @param self this node's name
 * @param members the first members' names, this one's among them, 1 to 9; kept sorted. None: this
 *     node is to join, knows nobody, and waits for a primary to write to it
 * @param mutants planted bugs to switch on; empty in earnest
 * @param speaks the newest format version to speak, 1 to {@value #SPEAKS_MAX}: less than all of
 *     them only to be tested among nodes that know no better
 * @param snapshots when each channel's state is stored
 * @param flow how much of the ordering is sent at once
 */
public record NodeConfig(
    String self,
    List<String> members,
    Set<Mutant> mutants,
    int speaks,
    SnapshotPolicy snapshots,
    Flow flow) {
  /** The newest version of messages, batches and blocks that this code knows. */
  public static final int SPEAKS_MAX = 2;

  /**
   * How often the host calls {@link LedgerNode#tick}. Later is harmless, and so is a missed one.
   */
  public static final Duration TICK = Duration.ofMillis(50);

  /** Bound of a message between nodes: one append, with room for its frame. */
  public static final int MESSAGE_BYTES_MAX = 512 << 10;

  /** The longest that a node keeps a client waiting, whatever the client asked for. */
  public static final Duration TIMEOUT_MAX = Duration.ofSeconds(60);

  /** Requests of each kind that a node keeps waiting; beyond it answers busy. */
  static final int PENDING_MAX = 2048;

  /** What the requests of each kind that a node keeps waiting may weigh. */
  static final long PENDING_BYTES_MAX = 16 << 20;

  /** Transactions in one block. */
  static final int BATCH_MAX = 256;

  /** What the transactions of one block weigh, unless it has just one. */
  static final int BATCH_BYTES_MAX = 128 << 10;

  /** Batches that a primary has under way at once. */
  static final int PROPOSALS_MAX = 4;

  /** For so many ticks after it has heard a primary a node helps nobody to replace it. */
  public static final int FAITHFUL_TICKS = 20;

  /** A new primary is sought after 1 to 2 s of silence; a primary is heard of every 100 ms. */
  private static final RaftTiming TIMING = new RaftTiming(FAITHFUL_TICKS, 40, 2);

  /** The largest batch fits into it. */
  private static final int PAYLOAD_BYTES_MAX = 256 << 10;

  private static final int UNCOMMITTED_BYTES_MAX = 4 << 20;
  private static final int ORDERED_READS_MAX = 4096;

  /** A node that speaks all it can. */
  public NodeConfig(String self, List<String> members, Set<Mutant> mutants) {
    this(self, members, mutants, SPEAKS_MAX, SnapshotPolicy.STANDARD, Flow.STANDARD);
  }

  public NodeConfig {
    members = members.stream().sorted().toList();
    mutants = Set.copyOf(mutants);
    new RaftConfig(new NodeId(self), firstMembers(members), TIMING, limits(flow), Set.of());
    if (speaks < Peers.OLDEST || speaks > SPEAKS_MAX) {
      throw new IllegalArgumentException(
          "format version %d is not from %d to %d".formatted(speaks, Peers.OLDEST, SPEAKS_MAX));
    }
  }

  /** The members that the default channel begins with. */
  Membership firstMembers() {
    return firstMembers(members);
  }

  private static Membership firstMembers(List<String> members) {
    return Membership.ofVoters(members.stream().map(NodeId::new).toList());
  }

  /** The configuration of one channel's ordering. */
  RaftConfig ordering(Membership first) {
    return new RaftConfig(
        new NodeId(self), first, TIMING, limits(flow), Mutant.inOrdering(mutants));
  }

  private static RaftLimits limits(Flow flow) {
    return new RaftLimits(
        PAYLOAD_BYTES_MAX,
        flow.messageBytes(),
        flow.underWayBytes(),
        UNCOMMITTED_BYTES_MAX,
        ORDERED_READS_MAX);
  }

  boolean has(Mutant mutant) {
    return mutants.contains(mutant);
  }

  /** The same node with another policy. */
  public NodeConfig with(SnapshotPolicy policy) {
    return new NodeConfig(self, members, mutants, speaks, policy, flow);
  }

  /** The same node, sending so much at once. */
  public NodeConfig with(Flow other) {
    return new NodeConfig(self, members, mutants, speaks, snapshots, other);
  }

  /** The same node as one that is to join. */
  public NodeConfig joining() {
    return new NodeConfig(self, List.of(), mutants, speaks, snapshots, flow);
  }

  /** The same node, pinned to a format version. */
  public NodeConfig speaking(int version) {
    return new NodeConfig(self, members, mutants, version, snapshots, flow);
  }
}
