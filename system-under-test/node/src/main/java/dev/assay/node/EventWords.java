package dev.assay.node;

import dev.assay.raft.RaftEvent;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Optional;

/**
 * An event of the ordering in words that would suit any ordering.
 *
 * @param kind see {@link NodeEvent#kind}
 */
record EventWords(String kind, long epoch, String detail) {
  /** Empty for what happens too often to be remembered one by one. */
  static Optional<EventWords> of(RaftEvent event) {
    return switch (event) {
      case RaftEvent.BecameFollower(long term, Optional<NodeId> leader) ->
          Optional.of(
              new EventWords("became-backup", term, leader.map(id -> "of " + id).orElse("")));
      case RaftEvent.LeaderKnown(long term, NodeId leader) ->
          Optional.of(new EventWords("primary-known", term, leader.name()));
      case RaftEvent.BecamePreCandidate(long term) ->
          Optional.of(new EventWords("sounds-out-majority", term, ""));
      case RaftEvent.BecameCandidate(long term) ->
          Optional.of(new EventWords("became-candidate", term, ""));
      case RaftEvent.BecameLeader(long term, var last) ->
          Optional.of(
              new EventWords(
                  "became-primary",
                  term,
                  "ordering ends at %d of epoch %d".formatted(last.index(), last.term())));
      case RaftEvent.VoteGranted(long term, NodeId candidate) ->
          Optional.of(new EventWords("supports", term, candidate.name()));
      case RaftEvent.QuorumLost(long term) ->
          Optional.of(new EventWords("majority-lost", term, ""));
      case RaftEvent.ConflictTruncated(long term, long from, long last) ->
          Optional.of(new EventWords("tail-dropped", term, "%d to %d".formatted(from, last)));
      case RaftEvent.SteppedDown(long term) ->
          Optional.of(new EventWords("left-cluster", term, ""));
      case RaftEvent.MembershipAdopted(long term, long index, Membership members) ->
          Optional.of(
              new EventWords("members", term, "since %d: %s".formatted(index, words(members))));
      case RaftEvent.HandoverBegun(long term, NodeId to) ->
          Optional.of(new EventWords("hands-over", term, to.name()));
      case RaftEvent.InstallBegun(long term, NodeId to, SnapshotHead head) ->
          Optional.of(
              new EventWords("sends-snapshot", term, "of %s to %s".formatted(head.last(), to)));
      case RaftEvent.SnapshotRestored(long term, SnapshotHead head) ->
          Optional.of(new EventWords("restored-snapshot", term, "of " + head.last()));
      case RaftEvent.LogCompacted(long term, long through) ->
          Optional.of(new EventWords("log-compacted", term, "through " + through));
      case RaftEvent.Committed _, RaftEvent.MessageIgnored _ -> Optional.empty();
    };
  }

  /** What a node says of the members that it begins a life with. */
  static String found(Membership members) {
    return "found: " + words(members);
  }

  private static String words(Membership members) {
    String voters = "voters " + members.voters();
    String outgoing = members.isJoint() ? ", outgoing " + members.outgoing() : "";
    return voters
        + outgoing
        + (members.learners().isEmpty() ? "" : ", learners " + members.learners());
  }
}
