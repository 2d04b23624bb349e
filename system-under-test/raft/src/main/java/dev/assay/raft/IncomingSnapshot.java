package dev.assay.raft;

import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.InstallProgress;
import dev.assay.raft.message.Message.InstallRequest;
import dev.assay.raft.quorum.NodeId;
import java.util.Optional;

/**
 * The snapshot that a leader sends to this node (§7, figure 13). One at a time, and one piece of it
 * at a time; what comes meanwhile is dropped, and the leader sends it again.
 */
final class IncomingSnapshot {
  private final CoreState state;
  private Optional<SnapshotHead> head = Optional.empty();
  private boolean storing;

  /** Of the latest piece, for the answer. */
  private long term;

  private long round;

  IncomingSnapshot(CoreState state) {
    this.state = state;
  }

  /** A piece has come from this term's leader. */
  void receive(NodeId leader, InstallRequest request) {
    long end = request.head().last().index();
    if (end <= state.commit()) {
      // Nothing new: the log agrees with the leader's as far as it is committed.
      state.promise(leader, new AppendAccepted(state.commit(), request.round()));
    } else if (!storing && !isLate(end)) {
      head = Optional.of(request.head());
      term = state.term();
      round = request.round();
      // Its term is durable first, so that no snapshot of a later term is found after a crash.
      storing =
          state
              .outbox()
              .promise(
                  new Effect.StoreChunk(
                      request.head(), request.offset(), request.bytes(), request.total()));
    }
  }

  /**
   * A leader goes over to newer snapshots only, so that this piece of an older one was overtaken on
   * its way. Another leader may well have only an older one.
   */
  private boolean isLate(long end) {
    return term == state.term() && head.map(h -> end < h.last().index()).orElse(false);
  }

  /** So much of it is stored now. */
  void stored(Role role, SnapshotHead of, long size, boolean complete) {
    storing = false;
    if (!head.equals(Optional.of(of)) || !(role instanceof Follower)) {
      return;
    }
    long answered = term == state.term() ? round : 0;
    if (complete) {
      head = Optional.empty();
      if (of.last().index() > state.commit()) {
        state.restore(of);
      }
      role.leader()
          .ifPresent(to -> state.promise(to, new AppendAccepted(of.last().index(), answered)));
    } else {
      role.leader().ifPresent(to -> state.send(to, new InstallProgress(of.last(), size, answered)));
    }
  }

  /** It was damaged and is thrown away. The leader asks again, and finds that nothing is here. */
  void refused() {
    storing = false;
  }
}
