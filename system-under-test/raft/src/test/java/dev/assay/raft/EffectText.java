package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.Body;
import dev.assay.raft.message.Message.InstallProgress;
import dev.assay.raft.message.Message.InstallRequest;
import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.PreVoteRequest;
import dev.assay.raft.message.Message.ReadRefusal;
import dev.assay.raft.message.Message.ReadReply;
import dev.assay.raft.message.Message.ReadRequest;
import dev.assay.raft.message.Message.TimeoutNow;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One line for each effect, as transcripts show them. */
final class EffectText {
  private EffectText() {}

  static String of(NodeId node, Effect effect) {
    return switch (effect) {
      case Effect.Persist(long token, Optional<HardState> hard, List<Entry> entries) ->
          node + " writes #" + token + hard.map(EffectText::of).orElse("") + of(entries);
      case Effect.Send(Message message) -> of(message);
      case Effect.Accepted(long proposal, long index, long term) ->
          "%s accepts proposal %d as %s".formatted(node, proposal, new LogPosition(index, term));
      case Effect.Rejected(long proposal, Refusal reason, Optional<NodeId> leader) ->
          "%s refuses proposal %d: %s%s".formatted(node, proposal, of(reason), of(leader));
      case Effect.Apply(List<Entry> entries) -> node + " applies" + of(entries);
      case Effect.ReadReady(long read, long index) ->
          "%s serves read %d at %d".formatted(node, read, index);
      case Effect.ReadFailed(long read, Refusal reason, Optional<NodeId> leader) ->
          "%s fails read %d: %s%s".formatted(node, read, of(reason), of(leader));
      case Effect.Changed(long change, Membership membership) ->
          "%s ends change %d: %s".formatted(node, change, of(membership));
      case Effect.ChangeRefused(long change, Refusal reason, Optional<NodeId> leader) ->
          "%s refuses change %d: %s%s".formatted(node, change, of(reason), of(leader));
      case Effect.Transferred(long transfer) -> "%s ends transfer %d".formatted(node, transfer);
      case Effect.TransferFailed(long transfer, Refusal reason, Optional<NodeId> leader) ->
          "%s fails transfer %d: %s%s".formatted(node, transfer, of(reason), of(leader));
      case Effect.Compact(long through) -> node + " may drop the stored log up to " + through;
      case Effect.ReadChunk(NodeId to, SnapshotHead head, long offset, int bytesMax) ->
          "%s reads %d bytes of snapshot %s from %d for %s"
              .formatted(node, bytesMax, head.last(), offset, to);
      case Effect.StoreChunk(SnapshotHead head, long offset, Payload bytes, long total) ->
          "%s stores bytes %d to %d of %d of snapshot %s"
              .formatted(node, offset, offset + bytes.size(), total, head.last());
      case Effect.Restore(SnapshotHead head) ->
          "%s restores snapshot %s, %s".formatted(node, head.last(), of(head.membership()));
      case Effect.Noted(RaftEvent event) -> node + " " + of(event);
    };
  }

  static String of(Message message) {
    return "%s -> %s term %d: %s"
        .formatted(message.from(), message.to(), message.term(), of(message.body()));
  }

  static String of(List<Entry> entries) {
    return entries.stream().map(entry -> " [" + of(entry) + "]").collect(Collectors.joining());
  }

  private static String of(Entry entry) {
    return entry.position()
        + " "
        + switch (entry.kind()) {
          case NOOP -> "no-op";
          case COMMAND -> entry.payload().toString();
          case MEMBERSHIP -> of(MembershipCodec.of(entry));
        };
  }

  /** Voters, with those before after a bar; then learners and departing voters with signs. */
  static String of(Membership membership) {
    String outgoing = membership.isJoint() ? "|" + names(membership.outgoing()) : "";
    String learners = membership.learners().isEmpty() ? "" : " +" + names(membership.learners());
    String departing = membership.departing().isEmpty() ? "" : " -" + names(membership.departing());
    return "{" + names(membership.voters()) + outgoing + learners + departing + "}";
  }

  private static String names(Collection<NodeId> nodes) {
    return nodes.stream().map(NodeId::name).collect(Collectors.joining(","));
  }

  private static String of(HardState hard) {
    return " term " + hard.term() + hard.vote().map(vote -> " vote " + vote).orElse("");
  }

  private static String of(Optional<NodeId> leader) {
    return leader.map(node -> ", try " + node).orElse("");
  }

  private static String of(Refusal reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String of(Body body) {
    return switch (body) {
      case PreVoteRequest(LogPosition last) -> "pre-vote? log ends at " + last;
      case PreVoteReply(boolean granted) -> "pre-vote " + (granted ? "yes" : "no");
      case VoteRequest(LogPosition last, boolean handover) ->
          "vote? log ends at " + last + (handover ? ", in a handover" : "");
      case VoteReply(boolean granted) -> "vote " + (granted ? "yes" : "no");
      case AppendRequest(LogPosition previous, List<Entry> entries, long commit, long round) ->
          "append after %s%s commit %d round %d".formatted(previous, of(entries), commit, round);
      case AppendAccepted(long match, long round) ->
          "accepted up to %d round %d".formatted(match, round);
      case AppendRejected(long previous, LogPosition conflict, long round) ->
          "rejected after %d, conflict %s round %d".formatted(previous, conflict, round);
      case InstallRequest(SnapshotHead head, long offset, Payload bytes, long total, long round) ->
          "install snapshot %s, bytes %d to %d of %d round %d"
              .formatted(head.last(), offset, offset + bytes.size(), total, round);
      case InstallProgress(LogPosition last, long stored, long round) ->
          "has %d bytes of snapshot %s round %d".formatted(stored, last, round);
      case TimeoutNow() -> "campaign now";
      case ReadRequest(long _, long batch, boolean lease) ->
          "read batch %d?%s".formatted(batch, lease ? " a lease is enough" : "");
      case ReadReply(long _, long batch, long index) ->
          "read batch %d at %d".formatted(batch, index);
      case ReadRefusal(long _, long batch, boolean busy) ->
          "read batch %d refused: %s".formatted(batch, busy ? "busy" : "not leader");
    };
  }

  private static String of(RaftEvent event) {
    return switch (event) {
      case RaftEvent.BecameFollower(long term, Optional<NodeId> leader) ->
          "is a follower in term " + term + leader.map(node -> " of " + node).orElse("");
      case RaftEvent.LeaderKnown(long term, NodeId leader) ->
          "knows the leader of term " + term + ": " + leader;
      case RaftEvent.BecamePreCandidate(long term) -> "is a pre-candidate in term " + term;
      case RaftEvent.BecameCandidate(long term) -> "is a candidate in term " + term;
      case RaftEvent.BecameLeader(long term, LogPosition last) ->
          "is the leader of term " + term + ", log ends at " + last;
      case RaftEvent.VoteGranted(long term, NodeId candidate) ->
          "votes for " + candidate + " in term " + term;
      case RaftEvent.QuorumLost(long term) -> "heard no majority, steps down from term " + term;
      case RaftEvent.Committed(long term, long index) -> "commits " + index + " in term " + term;
      case RaftEvent.ConflictTruncated(long term, long from, long last) ->
          "drops entries " + from + " to " + last + " in term " + term;
      case RaftEvent.SteppedDown(long term) ->
          "is no member any more, steps down from term " + term;
      case RaftEvent.MembershipAdopted(long term, long index, Membership membership) ->
          "counts on %s since %d in term %d".formatted(of(membership), index, term);
      case RaftEvent.HandoverBegun(long term, NodeId to) ->
          "hands term %d over to %s".formatted(term, to);
      case RaftEvent.InstallBegun(long term, NodeId to, SnapshotHead head) ->
          "begins to send snapshot %s to %s in term %d".formatted(head.last(), to, term);
      case RaftEvent.SnapshotRestored(long term, SnapshotHead head) ->
          "has restored snapshot %s in term %d".formatted(head.last(), term);
      case RaftEvent.LogCompacted(long term, long through) ->
          "forgets the log up to %d in term %d".formatted(through, term);
      case RaftEvent.MessageIgnored(NodeId from, NodeId to) ->
          "ignores a message from " + from + " to " + to;
    };
  }
}
