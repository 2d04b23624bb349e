package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Entry.Kind;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.LogView;
import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.quorum.Majority;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Orders entries, replicates and commits them, and vouches for reads (§5.3, §5.4.2, §8). */
final class Leader implements Role {
  private final CoreState state;
  private final LogView log;
  private final RaftLimits limits;
  private final Map<NodeId, Progress> followers = new TreeMap<>();
  private final PendingReads reads = new PendingReads();
  private int ticksToHeartbeat;

  /** Invariant: the weight of all entries after the commit index. */
  private long uncommittedWeight;

  Leader(CoreState state) {
    this.state = state;
    this.log = state.log();
    this.limits = state.config().limits();
    this.ticksToHeartbeat = state.config().timing().heartbeatTicks();
  }

  @Override
  public RaftRole name() {
    return RaftRole.LEADER;
  }

  @Override
  public Optional<NodeId> leader() {
    return Optional.of(state.config().self());
  }

  @Override
  public boolean hearsLeader() {
    return true;
  }

  /** Begins its term with a no-op, so that entries of earlier terms can be committed (§8). */
  @Override
  public Role enter() {
    state.note(new RaftEvent.BecameLeader(state.term(), log.last()));
    long next = log.lastIndex() + 1;
    for (NodeId peer : state.peers()) {
      followers.put(peer, new Progress(next));
    }
    uncommittedWeight = weight(log.range(state.commit() + 1, log.lastIndex()));
    append(Kind.NOOP, Payload.EMPTY);
    return this;
  }

  SortedMap<NodeId, PeerProgress> progress() {
    SortedMap<NodeId, PeerProgress> progress = new TreeMap<>();
    followers.forEach((peer, follower) -> progress.put(peer, follower.shown()));
    return progress;
  }

  @Override
  public void leave(Role next) {
    for (long read : reads.unserved()) {
      state.outbox().emit(new Effect.ReadFailed(read, Refusal.NOT_LEADER, next.leader()));
    }
  }

  @Override
  public Role tick() {
    followers.values().forEach(Progress::tick);
    if (!hearsMajority() && !state.config().has(RaftMutant.STALE_LEADER_READ)) {
      state.note(new RaftEvent.QuorumLost(state.term()));
      return new Follower(state, Optional.empty());
    }
    ticksToHeartbeat--;
    if (ticksToHeartbeat == 0) {
      heartbeat();
    }
    return this;
  }

  /** A leader that is cut off must not keep its clients waiting (thesis 6.2). */
  private boolean hearsMajority() {
    int electionTicks = state.config().timing().electionTicksMin();
    long heard =
        1 + followers.values().stream().filter(f -> f.silentTicks() < electionTicks).count();
    return heard >= Majority.of(state.membership().voters().size());
  }

  @Override
  public Role follow(NodeId other) {
    Invariant.check(false, "%s leads in term %d too: was a vote given twice?", other, state.term());
    return this;
  }

  @Override
  public Role voted() {
    Invariant.check(false, "the leader of term %d voted for another", state.term());
    return this;
  }

  @Override
  public Role persisted() {
    advanceCommit();
    return this;
  }

  @Override
  public Role receive(NodeId from, Reply reply) {
    Progress follower = follower(from);
    switch (reply) {
      case PreVoteReply _, VoteReply _ -> {} // Comes after the election is won.
      case AppendAccepted accepted -> accepted(from, follower, accepted);
      case AppendRejected rejected -> rejected(from, follower, rejected);
    }
    return this;
  }

  /** Appends a command, unless too much is uncommitted already. */
  void propose(long proposal, Payload payload) {
    long weight = Entry.OVERHEAD_BYTES + (long) payload.size();
    if (payload.size() > limits.payloadBytesMax()) {
      state.outbox().emit(new Effect.Rejected(proposal, Refusal.TOO_LARGE, leader()));
    } else if (uncommittedWeight + weight > limits.uncommittedBytesMax()) {
      state.outbox().emit(new Effect.Rejected(proposal, Refusal.BUSY, leader()));
    } else {
      state.outbox().emit(new Effect.Accepted(proposal, log.lastIndex() + 1, state.term()));
      append(Kind.COMMAND, payload);
    }
  }

  /** A read waits for a round of its own or the next one shared (thesis 6.4). */
  void read(long read) {
    if (reads.size() >= limits.readsMax()) {
      state.outbox().emit(new Effect.ReadFailed(read, Refusal.BUSY, leader()));
      return;
    }
    reads.add(read);
    beginRound();
  }

  private void append(Kind kind, Payload payload) {
    Entry entry = new Entry(log.lastIndex() + 1, state.term(), kind, payload);
    uncommittedWeight += entry.weight();
    state.append(List.of(entry));
    // Followers write at the same time as the leader (thesis 10.2.1).
    followers.forEach(this::replicate);
    advanceCommit();
  }

  private void replicate(NodeId peer, Progress follower) {
    while (follower.next() <= log.lastIndex() && follower.maySend(limits)) {
      List<Entry> batch = log.batch(follower.next(), limits.appendBytesMax());
      send(peer, follower, batch);
      follower.sent(batch);
    }
  }

  /**
   * Asserts leadership, and shows by its previous position whether anything was lost on the way.
   */
  private void heartbeat() {
    ticksToHeartbeat = state.config().timing().heartbeatTicks();
    followers.forEach((peer, follower) -> send(peer, follower, List.of()));
  }

  private void send(NodeId peer, Progress follower, List<Entry> entries) {
    LogPosition previous = log.position(follower.next() - 1);
    state.send(peer, new AppendRequest(previous, entries, state.commit(), reads.latest()));
  }

  private void accepted(NodeId from, Progress follower, AppendAccepted accepted) {
    Invariant.check(
        accepted.match() <= log.lastIndex(),
        "%s accepted up to %d, the log ends at %d: was the leader's log lost?",
        from,
        accepted.match(),
        log.lastIndex());
    follower.heard(accepted.round());
    follower.accepted(accepted.match());
    advanceCommit();
    confirmRound();
    replicate(from, follower);
  }

  private void rejected(NodeId from, Progress follower, AppendRejected rejected) {
    follower.heard(rejected.round());
    confirmRound();
    if (follower.isNews(rejected.previousIndex())) {
      follower.backTo(Math.max(nextAfter(rejected), follower.match() + 1));
      replicate(from, follower);
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

  /**
   * Commits what a majority has, but counts only entries of its own term: an older entry on a
   * majority can still be overwritten (§5.4.2, figure 8).
   */
  private void advanceCommit() {
    LongStream matches = followers.values().stream().mapToLong(Progress::match);
    long agreed =
        Majority.reached(LongStream.concat(LongStream.of(state.vouchedIndex()), matches).toArray());
    long before = state.commit();
    if (agreed > before && log.at(agreed).term() == state.term()) {
      uncommittedWeight -= weight(log.range(before + 1, agreed));
      state.commitTo(agreed);
      beginRound();
    }
    state.apply();
  }

  /**
   * Begins a round if reads wait and none is open. A new leader does not know how far its
   * predecessors committed before it has committed in its own term (thesis 6.4, step 1).
   */
  private void beginRound() {
    if (reads.mayBegin() && log.position(state.commit()).term() == state.term()) {
      reads.begin(state.commit());
      if (!state.config().has(RaftMutant.STALE_LEADER_READ)) {
        heartbeat();
      }
      confirmRound();
    }
  }

  /** Serves the open round once a majority acknowledged this leader after it began. */
  private void confirmRound() {
    LongStream rounds = followers.values().stream().mapToLong(Progress::acknowledgedRound);
    long majority =
        Majority.reached(LongStream.concat(LongStream.of(reads.latest()), rounds).toArray());
    boolean asked = !state.config().has(RaftMutant.STALE_LEADER_READ);
    reads
        .confirm(asked ? majority : reads.latest())
        .ifPresent(
            round -> {
              for (long read : round.reads()) {
                state.outbox().emit(new Effect.ReadReady(read, round.index()));
              }
              beginRound();
            });
  }

  private Progress follower(NodeId peer) {
    Progress follower = followers.get(peer);
    if (follower == null) {
      throw new IllegalArgumentException(
          "%s is not among the followers %s".formatted(peer, followers.keySet()));
    }
    return follower;
  }

  private static long weight(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::weight).sum();
  }
}
