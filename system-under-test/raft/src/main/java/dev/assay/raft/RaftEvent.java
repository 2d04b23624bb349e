package dev.assay.raft;

import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Optional;

/** What a core did, for logs, reports and golden tests. */
public sealed interface RaftEvent {
  /** Follows, from another role or in a new term; of whom is not always known yet. */
  record BecameFollower(long term, Optional<NodeId> leader) implements RaftEvent {}

  /** Heard its term's leader for the first time. */
  record LeaderKnown(long term, NodeId leader) implements RaftEvent {}

  /** Asks whether it could win the next term (thesis 9.6). */
  record BecamePreCandidate(long term) implements RaftEvent {}

  /** Stands for election in this term (§5.2). */
  record BecameCandidate(long term) implements RaftEvent {}

  /** Won its term; its log then ended at {@code last}. */
  record BecameLeader(long term, LogPosition last) implements RaftEvent {}

  /** Gave its vote of this term; the answer goes out once the vote is durable. */
  record VoteGranted(long term, NodeId candidate) implements RaftEvent {}

  /** A leader heard no majority for an election timeout and steps down (thesis 6.2). */
  record QuorumLost(long term) implements RaftEvent {}

  /** A leader has committed a membership without itself and steps down (thesis 4.2.2). */
  record SteppedDown(long term) implements RaftEvent {}

  /** The commit index moved to {@code index}. */
  record Committed(long term, long index) implements RaftEvent {}

  /** A follower dropped entries from {@code from} to {@code last} that its leader does not have. */
  record ConflictTruncated(long term, long from, long last) implements RaftEvent {}

  /**
   * This membership counts from now on: the latest in the log, committed or not (thesis 4.1).
   *
   * @param index of its entry; 0 or a snapshot's end when it is older than the log
   */
  record MembershipAdopted(long term, long index, Membership membership) implements RaftEvent {}

  /** A leader asks a voter to campaign at once (thesis 3.10). */
  record HandoverBegun(long term, NodeId to) implements RaftEvent {}

  /** A leader begins to send a snapshot, or begins anew with a newer one. */
  record InstallBegun(long term, NodeId to, SnapshotHead head) implements RaftEvent {}

  /** A leader's snapshot has replaced this node's state and the log that does not follow it. */
  record SnapshotRestored(long term, SnapshotHead head) implements RaftEvent {}

  /** The log in memory now begins after this index. */
  record LogCompacted(long term, long through) implements RaftEvent {}

  /** A message that is not for this node, or the answer to a question it never asked. */
  record MessageIgnored(NodeId from, NodeId to) implements RaftEvent {}
}
