package dev.assay.raft;

import dev.assay.raft.message.Message.ReadRefusal;
import dev.assay.raft.message.Message.ReadReply;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads at a leader, its own and followers'. They wait for a round of heartbeats begun after they
 * came to be acknowledged by a majority (ReadIndex, thesis 6.4), unless a lease spares them that
 * (6.4.1). One round is open at a time; those that come meanwhile share the next.
 */
final class LeaderReads {
  /**
   * @param by whom the answer goes to; this node itself for its clients' reads
   * @param life of a follower that asks
   * @param number the driver's own, or the follower's batch
   */
  record Asked(NodeId by, long life, long number) {}

  private final CoreState state;
  private final Rounds rounds;
  private final Replication replication;
  private final List<Asked> waiting = new ArrayList<>();
  private final List<Asked> open = new ArrayList<>();
  private long openRound;
  private long openIndex;

  LeaderReads(CoreState state, Rounds rounds, Replication replication) {
    this.state = state;
    this.rounds = rounds;
    this.replication = replication;
  }

  void ask(Asked asked, ReadKind kind) {
    if (kind == ReadKind.LEASE && holdsLease()) {
      serve(asked, state.commit());
    } else if (waiting.size() + open.size() >= state.config().limits().readsMax()) {
      refuse(asked, Refusal.BUSY, Optional.of(state.self()));
    } else if (asked.by().equals(state.self()) || !isWaiting(asked)) {
      waiting.add(asked);
      begin();
    }
  }

  boolean holdsLease() {
    return commitIsCurrent() && rounds.leaseHolds(replication.acknowledgedRound());
  }

  /** A follower repeats its question until it is answered. */
  private boolean isWaiting(Asked asked) {
    return open.contains(asked) || waiting.contains(asked);
  }

  /** Begins a round if reads wait, none is open, and the commit index is known to be current. */
  void begin() {
    if (!open.isEmpty() || waiting.isEmpty() || !commitIsCurrent()) {
      return;
    }
    open.addAll(waiting);
    waiting.clear();
    openIndex = state.commit();
    if (state.config().has(RaftMutant.STALE_LEADER_READ)) {
      finish();
      return;
    }
    replication.heartbeat();
    openRound = rounds.latest();
    confirm();
  }

  /** Serves the open round once a majority acknowledged this leader after it began. */
  void confirm() {
    if (!open.isEmpty() && replication.acknowledgedRound() >= openRound) {
      finish();
      begin();
    }
  }

  void fail(Optional<NodeId> leader) {
    open.addAll(waiting);
    waiting.clear();
    open.forEach(asked -> refuse(asked, Refusal.NOT_LEADER, leader));
    open.clear();
  }

  private boolean commitIsCurrent() {
    return state.termIsCommitted() || state.config().has(RaftMutant.READ_BEFORE_TERM_COMMIT);
  }

  private void finish() {
    open.forEach(asked -> serve(asked, openIndex));
    open.clear();
  }

  private void serve(Asked asked, long index) {
    if (asked.by().equals(state.self())) {
      state.outbox().emit(new Effect.ReadReady(asked.number(), index));
    } else {
      state.send(asked.by(), new ReadReply(asked.life(), asked.number(), index));
    }
  }

  private void refuse(Asked asked, Refusal reason, Optional<NodeId> leader) {
    if (asked.by().equals(state.self())) {
      state.outbox().emit(new Effect.ReadFailed(asked.number(), reason, leader));
    } else {
      boolean busy = reason == Refusal.BUSY;
      state.send(asked.by(), new ReadRefusal(asked.life(), asked.number(), busy));
    }
  }
}
