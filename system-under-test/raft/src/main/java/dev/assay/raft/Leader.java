package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Entry.Kind;
import dev.assay.raft.log.LogView;
import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.InstallProgress;
import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.ReadRefusal;
import dev.assay.raft.message.Message.ReadReply;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.message.Message.TimeoutNow;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Orders entries, replicates and commits them, and vouches for reads (§5.3, §5.4.2, §8). */
final class Leader implements Role {
  private final CoreState state;
  private final LogView log;
  private final RaftLimits limits;
  private final RaftTiming timing;
  private final Followers followers;
  private final Rounds rounds;
  private final Replication replication;
  private final LeaderReads reads;
  private final Changes changes;
  private int ticksToHeartbeat;

  /** Invariant: the weight of all entries after the commit index. */
  private long uncommittedWeight;

  Leader(CoreState state) {
    this.state = state;
    this.log = state.log();
    this.limits = state.config().limits();
    this.timing = state.config().timing();
    this.ticksToHeartbeat = timing.heartbeatTicks();
    this.followers = new Followers(state.config());
    this.rounds = new Rounds(timing);
    this.replication = new Replication(state, followers, rounds);
    this.reads = new LeaderReads(state, rounds, replication);
    this.changes = new Changes(state, followers, this::append);
  }

  @Override
  public RaftRole name() {
    return RaftRole.LEADER;
  }

  @Override
  public Optional<NodeId> leader() {
    return Optional.of(state.self());
  }

  /** Begins its term with a no-op, so that entries of earlier terms can be committed (§8). */
  @Override
  public Role enter() {
    state.note(new RaftEvent.BecameLeader(state.term(), log.last()));
    followMembership(log.lastIndex() + 1);
    uncommittedWeight = weight(state.commit() + 1, log.lastIndex());
    append(Kind.NOOP, Payload.EMPTY);
    return this;
  }

  @Override
  public void leave(Role next) {
    reads.fail(next.leader());
    changes.leave(next.leader());
  }

  SortedMap<NodeId, PeerProgress> progress() {
    SortedMap<NodeId, PeerProgress> progress = new TreeMap<>();
    followers.all().forEach(follower -> progress.put(follower.peer(), follower.shown()));
    return progress;
  }

  @Override
  public Role tick() {
    rounds.tick();
    followers.tick();
    if (!hearsMajority()
        && !state.config().has(RaftMutant.STALE_LEADER_READ)
        && !state.config().has(RaftMutant.IGNORE_HIGHER_TERM)) {
      state.note(new RaftEvent.QuorumLost(state.term()));
      return new Follower(state, Optional.empty());
    }
    changes.tick();
    ticksToHeartbeat--;
    if (ticksToHeartbeat == 0) {
      ticksToHeartbeat = timing.heartbeatTicks();
      replication.heartbeat();
      handOver(true);
    }
    return this;
  }

  /** A leader that is cut off must not keep its clients waiting (thesis 6.2). */
  private boolean hearsMajority() {
    long heard = followers.reached(follower -> -follower.silentTicks(), 0);
    return -heard < timing.electionTicksMin();
  }

  @Override
  public Role follow(NodeId other) {
    throw Invariant.broken("%s leads in term %d too: was a vote given twice?", other, state.term());
  }

  @Override
  public Role voted() {
    throw Invariant.broken("the leader of term %d voted for another", state.term());
  }

  @Override
  public Role persisted() {
    advanceCommit();
    return this;
  }

  @Override
  public Role receive(NodeId from, Reply reply) {
    Progress follower = followers.get(from);
    if (follower == null) {
      state.note(new RaftEvent.MessageIgnored(from, state.self()));
      return this;
    }
    switch (reply) {
      case PreVoteReply _, VoteReply _ -> {} // Comes after the election is won.
      case ReadReply _, ReadRefusal _ -> {} // To a question from before it was.
      case AppendAccepted accepted when follower.counts(accepted.round()) ->
          accepted(follower, accepted);
      case AppendRejected rejected when follower.counts(rejected.round()) ->
          replication.rejected(follower, rejected);
      case InstallProgress progress when follower.counts(progress.round()) ->
          replication.stored(follower, progress);
      // Said before it was removed and became a member again.
      case AppendAccepted _, AppendRejected _, InstallProgress _ -> {}
    }
    reads.confirm();
    return this;
  }

  private void accepted(Progress follower, AppendAccepted accepted) {
    replication.accepted(follower, accepted);
    advanceCommit();
    replication.replicate(follower);
    changes.advance();
    handOver(false);
  }

  /** Appends a command, unless too much is uncommitted already or another is about to lead. */
  void propose(long proposal, Payload payload) {
    long weight = Entry.OVERHEAD_BYTES + (long) payload.size();
    if (payload.size() > limits.payloadBytesMax()) {
      state.outbox().emit(new Effect.Rejected(proposal, Refusal.TOO_LARGE, leader()));
    } else if (uncommittedWeight + weight > limits.uncommittedBytesMax()
        || state.handover().isPresent()) {
      state.outbox().emit(new Effect.Rejected(proposal, Refusal.BUSY, leader()));
    } else {
      state.outbox().emit(new Effect.Accepted(proposal, log.lastIndex() + 1, state.term()));
      append(Kind.COMMAND, payload);
    }
  }

  void read(LeaderReads.Asked asked, ReadKind kind) {
    reads.ask(asked, kind);
  }

  boolean holdsLease() {
    return reads.holdsLease();
  }

  void change(long change, MembershipChange what) {
    changes.request(change, what);
  }

  void chunkRead(Input.ChunkRead chunk) {
    Progress follower = followers.get(chunk.to());
    if (follower != null) {
      replication.read(follower, chunk);
    }
  }

  private void append(Kind kind, Payload payload) {
    Entry entry = new Entry(log.lastIndex() + 1, state.term(), kind, payload);
    uncommittedWeight += entry.weight();
    state.append(entry);
    if (kind == Kind.MEMBERSHIP) {
      followMembership(entry.index());
    }
    replication.replicate();
    advanceCommit();
  }

  /** Counts on the latest membership; new members are first sent the entry at {@code next}. */
  private void followMembership(long next) {
    followers.follow(state.membership(), next, rounds.latest() + 1, 2 * timing.electionTicksMax());
  }

  /**
   * Commits what a majority has, but counts only entries of its own term: an older entry on a
   * majority can still be overwritten (§5.4.2, figure 8).
   */
  private void advanceCommit() {
    long agreed = followers.reached(Progress::match, state.vouchedIndex());
    long before = state.commit();
    if (agreed > before
        && (log.term(agreed) == state.term() || state.config().has(RaftMutant.COMMIT_OLD_TERM))) {
      uncommittedWeight -= weight(before + 1, agreed);
      state.commitTo(agreed);
      reads.begin();
      changes.advance();
    } else {
      state.apply();
    }
  }

  private long weight(long first, long last) {
    long weight = 0;
    for (long index = first; index <= last; index++) {
      weight += log.at(index).weight();
    }
    return weight;
  }

  /** Stops accepting proposals until the other has all of the log and leads, or too long passed. */
  void transfer(long transfer, NodeId to) {
    if (to.equals(state.self())) {
      state.outbox().emit(new Effect.Transferred(transfer));
    } else if (!state.membership().voters().contains(to)) {
      state.outbox().emit(new Effect.TransferFailed(transfer, Refusal.INVALID, leader()));
    } else if (state.handover().isPresent()) {
      state.outbox().emit(new Effect.TransferFailed(transfer, Refusal.BUSY, leader()));
    } else {
      state.begin(new Handover(transfer, to, state.term(), timing.electionTicksMin()));
      handOver(false);
    }
  }

  /**
   * Lets the other campaign once it has the whole log.
   *
   * @param again also if it was asked before, since messages get lost
   */
  private void handOver(boolean again) {
    Handover handover = state.handover().orElse(null);
    if (handover != null) {
      Progress other = followers.get(handover.to());
      if (other != null && other.match() == log.lastIndex() && (handover.ask() || again)) {
        handOverTo(other);
      }
    }
  }

  private void handOverTo(Progress other) {
    rounds.endLeases();
    state.note(new RaftEvent.HandoverBegun(state.term(), other.peer()));
    state.send(other.peer(), new TimeoutNow());
  }

  /**
   * A leader that is no member steps down once that is committed (thesis 4.2.2). It tells so those
   * that leave with it, and lets the voter with the longest log lead rather than wait for its
   * time-out.
   */
  @Override
  public Role settle() {
    if (state.membership().isVoter(state.self()) || !state.membershipIsCommitted()) {
      return this;
    }
    replication.heartbeat();
    followers.all().stream()
        .filter(follower -> state.membership().isVoter(follower.peer()))
        .max(Comparator.comparingLong(Progress::match))
        .ifPresent(this::handOverTo);
    state.note(new RaftEvent.SteppedDown(state.term()));
    return new Follower(state, Optional.empty());
  }
}
