package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.LogView;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.InstallProgress;
import dev.assay.raft.message.Message.InstallRequest;
import java.util.List;

/** Brings a leader's log, and its snapshot where the log is too short, to all others (§5.3, §7). */
final class Replication {
  private final CoreState state;
  private final LogView log;
  private final RaftLimits limits;
  private final Followers followers;
  private final Rounds rounds;

  /** The entries sent last: all followers in step get the same ones. */
  private List<Entry> batch = List.of();

  private long batchLogEnd;

  Replication(CoreState state, Followers followers, Rounds rounds) {
    this.state = state;
    this.log = state.log();
    this.limits = state.config().limits();
    this.followers = followers;
    this.rounds = rounds;
  }

  /** The latest round that a majority has acknowledged. */
  long acknowledgedRound() {
    return followers.reached(Progress::acknowledgedRound, rounds.latest());
  }

  /** Sends to all what they may have; followers write while the leader does (thesis 10.2.1). */
  void replicate() {
    List<Progress> all = followers.all();
    for (int i = 0; i < all.size(); i++) {
      replicate(all.get(i));
    }
  }

  void replicate(Progress follower) {
    while (follower.next() <= log.lastIndex() && follower.maySend(limits)) {
      if (follower.next() < log.firstIndex()) {
        install(follower);
        return;
      }
      List<Entry> entries = batchFrom(follower.next());
      send(follower, entries);
      follower.sent(entries);
    }
  }

  /**
   * Asserts leadership, and shows by its previous position whether anything was lost on the way.
   * Begins a round.
   */
  void heartbeat() {
    rounds.begin();
    List<Progress> all = followers.all();
    for (int i = 0; i < all.size(); i++) {
      Progress follower = all.get(i);
      if (follower.next() < log.firstIndex() && follower.install().isEmpty()) {
        install(follower);
      }
      if (!isGivenUp(follower)) {
        send(follower, List.of());
      }
    }
  }

  private boolean isGivenUp(Progress follower) {
    return follower.silentTicks() >= state.config().timing().electionTicksMin()
        && state.config().has(RaftMutant.STUCK_AFTER_HEAL);
  }

  private void send(Progress follower, List<Entry> entries) {
    LogPosition previous = log.position(Math.max(follower.next() - 1, log.base().index()));
    state.send(
        follower.peer(), new AppendRequest(previous, entries, state.commit(), rounds.latest()));
  }

  private List<Entry> batchFrom(long first) {
    boolean again =
        batchLogEnd == log.lastIndex() && !batch.isEmpty() && batch.getFirst().index() == first;
    if (!again) {
      batch = log.batch(first, limits.appendBytesMax());
      batchLogEnd = log.lastIndex();
    }
    return batch;
  }

  void accepted(Progress follower, AppendAccepted accepted) {
    Invariant.check(
        accepted.match() <= log.lastIndex(),
        "%s accepted up to %d, the log ends at %d: was the leader's log lost?",
        follower.peer(),
        accepted.match(),
        log.lastIndex());
    follower.heard(accepted.round());
    follower.accepted(accepted.match(), log.base().index());
  }

  void rejected(Progress follower, AppendRejected rejected) {
    if (rejected.isStale() && state.config().has(RaftMutant.IGNORE_HIGHER_TERM)) {
      follower.heard(rounds.latest());
    }
    if (rejected.isStale()) {
      return;
    }
    follower.heard(rejected.round());
    if (follower.isNews(rejected.previousIndex())) {
      follower.backTo(Math.max(nextAfter(rejected), follower.match() + 1));
      replicate(follower);
    } else {
      int patience = 2 * state.config().timing().heartbeatTicks();
      follower
          .install()
          .filter(install -> install.resume(patience))
          .ifPresent(i -> read(follower, i));
    }
  }

  /** Skips all of the follower's conflicting term in one step (§5.3, end). */
  private long nextAfter(AppendRejected rejected) {
    LogPosition conflict = rejected.conflict();
    long next =
        log.lastOfTermBefore(conflict.term(), rejected.previousIndex()).orElse(conflict.index() - 1)
            + 1;
    return Math.min(next, rejected.previousIndex());
  }

  private void install(Progress follower) {
    SnapshotHead head =
        state
            .snapshot()
            .orElseThrow(
                () -> Invariant.broken("the log begins after %s without a snapshot", log.base()));
    state.note(new RaftEvent.InstallBegun(state.term(), follower.peer(), head));
    read(follower, follower.install(head));
  }

  private void read(Progress follower, Install install) {
    state
        .outbox()
        .emit(
            new Effect.ReadChunk(
                follower.peer(), install.head(), install.offset(), limits.appendBytesMax()));
  }

  /** A piece of a snapshot was read for a follower. */
  void read(Progress follower, Input.ChunkRead chunk) {
    SnapshotHead head = chunk.head();
    Invariant.check(
        head.last().index() <= log.lastIndex(),
        "a snapshot of %s, the log ends at %d",
        head.last(),
        log.lastIndex());
    follower
        .install()
        .filter(install -> install.read(head, chunk.offset()))
        .ifPresent(
            _ ->
                state.send(
                    follower.peer(),
                    new InstallRequest(
                        head, chunk.offset(), chunk.bytes(), chunk.total(), rounds.latest())));
  }

  /** A follower says how much of a snapshot it has. */
  void stored(Progress follower, InstallProgress progress) {
    follower.heard(progress.round());
    follower
        .install()
        .filter(install -> install.head().last().equals(progress.last()))
        .filter(install -> install.stored(progress.stored()))
        .ifPresent(install -> read(follower, install));
  }
}
