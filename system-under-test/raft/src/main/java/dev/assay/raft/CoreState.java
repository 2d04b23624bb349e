package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Entry.Kind;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.LogView;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.Message.Body;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a node has in every role: the state "on all servers" of figure 2, and its way out. */
final class CoreState {
  private static final int LIVES = 1_000_000_000;

  private final RaftConfig config;
  private final Draw draw;
  private final LogView log;
  private final Memberships memberships;
  private final Outbox outbox;

  /** Tells this life of the node from those before, whose answers may still be on their way. */
  private final long life;

  private HardState hard;

  /** The newest complete one that this core knows; durable. Invariant: log base <= its end. */
  private Optional<SnapshotHead> snapshot;

  /** Invariant: log base <= applied <= commit <= last index; neither ever falls. */
  private long commit;

  private long applied;
  private int ticksSinceLeader;
  private Optional<Handover> handover = Optional.empty();
  private long readBatch;

  CoreState(RaftConfig config, Draw draw, RecoveredLog recovered) {
    this.config = config;
    this.draw = draw;
    this.hard = recovered.hardState();
    this.snapshot = recovered.snapshot();
    this.life = draw.between(1, LIVES);
    LogPosition base = snapshot.map(SnapshotHead::last).orElse(LogPosition.ZERO);
    this.log = new LogView(base, recovered.entries());
    this.memberships =
        new Memberships(
            base.index(), snapshot.map(SnapshotHead::membership).orElse(config.initial()));
    recovered.entries().forEach(this::adoptMembership);
    this.outbox = new Outbox(base.index(), log.lastIndex());
    this.commit = base.index();
    this.applied = base.index();
    // Whom it heard before it stopped, it does not know; where it never ran, it heard nobody.
    this.ticksSinceLeader = hard.term() > 0 ? 0 : config.timing().electionTicksMin();
    Invariant.check(
        log.last().term() <= hard.term(),
        "the log ends at %s but the recovered term is %d: was the hard state lost?",
        log.last(),
        hard.term());
  }

  RaftConfig config() {
    return config;
  }

  NodeId self() {
    return config.self();
  }

  LogView log() {
    return log;
  }

  Outbox outbox() {
    return outbox;
  }

  long life() {
    return life;
  }

  /** The latest question to a leader in this life. */
  long readBatch() {
    return readBatch;
  }

  void nextReadBatch() {
    readBatch++;
  }

  long term() {
    return hard.term();
  }

  Optional<NodeId> vote() {
    return hard.vote();
  }

  long commit() {
    return commit;
  }

  Optional<SnapshotHead> snapshot() {
    return snapshot;
  }

  /** The latest one in the log, committed or not (thesis 4.1). */
  Membership membership() {
    return memberships.latest();
  }

  /** The wish, while it is open, that another node leads. */
  Optional<Handover> handover() {
    return handover;
  }

  void begin(Handover begun) {
    handover = Optional.of(begun);
  }

  /** Ends the handover if its fate is known. */
  void endHandover(Role role) {
    if (handover.isEmpty()) {
      return;
    }
    Optional<Effect> end =
        handover.flatMap(h -> h.end(role, term(), config.timing().electionTicksMax()));
    if (end.isPresent()) {
      outbox.emit(end.get());
      handover = Optional.empty();
    }
  }

  /**
   * Whether an entry of this term is committed. Before, a leader does not know how far its
   * predecessors committed (thesis 6.4, step 1).
   */
  boolean termIsCommitted() {
    return log.term(commit) == term();
  }

  boolean membershipIsCommitted() {
    return memberships.latestIndex() <= commit;
  }

  /** All other members, sorted. */
  Collection<NodeId> peers() {
    Collection<NodeId> peers = membership().members();
    peers.remove(self());
    return peers;
  }

  /**
   * Whether this node may stand for election: a voter, or one that the latest membership leaves out
   * while that is not known to be committed. It may then be the only one whose log is long enough
   * to win (thesis 4.2.2).
   */
  boolean mayCampaign() {
    return membership().isVoter(self()) || memberships.at(commit).isVoter(self());
  }

  void tick() {
    ticksSinceLeader = Math.min(ticksSinceLeader + 1, config.timing().electionTicksMin());
    handover.ifPresent(Handover::tick);
  }

  void heardLeader() {
    ticksSinceLeader = 0;
  }

  /**
   * May have heard a leader within the shortest election timeout, in whatever term, and so helps
   * nobody to replace it (thesis 4.2.3). Leases rest on this: see {@link ReadKind#LEASE}.
   */
  boolean isFaithful() {
    return ticksSinceLeader < config.timing().electionTicksMin();
  }

  /** A fresh timeout, drawn so that split votes are rare (§5.2). */
  ElectionTimer electionTimer() {
    RaftTiming timing = config.timing();
    int ticks =
        config.has(RaftMutant.NO_ELECTION_JITTER)
            ? timing.electionTicksMin()
            : draw.between(timing.electionTicksMin(), timing.electionTicksMax());
    Invariant.check(
        ticks >= timing.electionTicksMin() && ticks <= timing.electionTicksMax(),
        "an election timeout of %d ticks was drawn, not %d to %d",
        ticks,
        timing.electionTicksMin(),
        timing.electionTicksMax());
    return new ElectionTimer(ticks);
  }

  /** Goes to a higher term, in which nobody has this node's vote yet (§5.1). */
  void adopt(long term) {
    Invariant.check(term > term(), "term %d can't follow term %d", term, term());
    hard = new HardState(term, Optional.empty());
    if (!config.has(RaftMutant.VOTE_NOT_PERSISTED)) {
      outbox.stage(hard);
    }
  }

  /** Votes once in this term (§5.2); returns the token of the write that makes it durable. */
  long vote(NodeId candidate) {
    Invariant.check(
        hard.vote().isEmpty(), "a second vote in term %d: %s after %s", term(), candidate, vote());
    hard = new HardState(term(), Optional.of(candidate));
    return config.has(RaftMutant.VOTE_NOT_PERSISTED) ? 0 : outbox.stage(hard);
  }

  /** Appends to the log in memory and has it written. */
  void append(Entry entry) {
    log.append(entry);
    outbox.stage(entry);
    if (adoptMembership(entry)) {
      note(new RaftEvent.MembershipAdopted(term(), entry.index(), membership()));
    }
  }

  private boolean adoptMembership(Entry entry) {
    boolean brings = entry.kind() == Kind.MEMBERSHIP;
    if (brings) {
      memberships.append(entry.index(), MembershipCodec.of(entry));
    }
    return brings;
  }

  /** Drops entries that were never committed, and the memberships that came with them. */
  void truncateFrom(long index) {
    Invariant.check(index > commit, "truncation from %d, commit is %d", index, commit);
    note(new RaftEvent.ConflictTruncated(term(), index, log.lastIndex()));
    log.truncateFrom(index);
    if (memberships.truncateFrom(index)) {
      noteMembership();
    }
  }

  private void noteMembership() {
    note(new RaftEvent.MembershipAdopted(term(), memberships.latestIndex(), membership()));
  }

  /**
   * Up to where this node may vouch for its log. Unwritten entries can be lost in a crash, and a
   * majority that vouched for them with them.
   */
  long vouchedIndex() {
    return config.has(RaftMutant.ACK_BEFORE_FSYNC) ? log.lastIndex() : outbox.durableIndex();
  }

  void commitTo(long index) {
    Invariant.check(
        index <= log.lastIndex(),
        "commit %d is beyond last index %d: was the log truncated or lost?",
        index,
        log.lastIndex());
    if (index > commit) {
      commit = index;
      note(new RaftEvent.Committed(term(), index));
    }
    apply();
  }

  /** Applies what is committed, and durable here: a state never runs ahead of its own log. */
  void apply() {
    long last = Math.min(commit, vouchedIndex());
    if (last > applied) {
      List<Entry> entries = log.range(applied + 1, last);
      applied = last;
      outbox.emit(new Effect.Apply(entries));
    }
    Invariant.check(applied <= commit, "applied %d is beyond commit %d", applied, commit);
  }

  SnapshotHead snapshotHead(long index) {
    Invariant.check(
        index >= log.base().index() && index <= applied,
        "a snapshot at %d: the log begins after %s, applied is %d",
        index,
        log.base(),
        applied);
    return new SnapshotHead(log.position(index), memberships.at(index));
  }

  /**
   * This node's own snapshot is durable: the log may begin after it. In memory a tail of it stays,
   * so that a follower that is a little behind needs no snapshot.
   */
  void saved(SnapshotHead head) {
    long end = head.last().index();
    Invariant.check(end <= applied, "a snapshot of %s, applied is %d", head.last(), applied);
    if (end <= snapshot.map(older -> older.last().index()).orElse(0L)) {
      return;
    }
    snapshot = Optional.of(head);
    outbox.emit(new Effect.Compact(end));
    long base = log.tailStart(end, config.limits().inFlightBytesMax());
    if (base > log.base().index()) {
      log.compactTo(base);
      memberships.compactTo(base, memberships.at(base));
      note(new RaftEvent.LogCompacted(term(), base));
    }
  }

  /**
   * A leader's snapshot is complete and durable here: it replaces the state, and the log too unless
   * that goes on from it (§7, figure 13, steps 6 to 8).
   */
  void restore(SnapshotHead head) {
    long end = head.last().index();
    Invariant.check(end > commit, "a snapshot of %s, commit is %d", head.last(), commit);
    boolean kept = log.has(head.last());
    if (kept) {
      log.compactTo(end);
      memberships.compactTo(end, head.membership());
    } else {
      log.restartAfter(head.last());
      memberships.restartAfter(end, head.membership());
    }
    snapshot = Optional.of(head);
    commit = end;
    applied = end;
    outbox.restored(end, kept);
    outbox.emit(new Effect.Restore(head));
    note(new RaftEvent.SnapshotRestored(term(), head));
    noteMembership();
  }

  void send(NodeId to, Body body) {
    outbox.emit(sending(to, body));
  }

  /** Sends once all that this node has written is durable: the body promises something about it. */
  void promise(NodeId to, Body body) {
    outbox.promise(sending(to, body));
  }

  void note(RaftEvent event) {
    outbox.emit(new Effect.Noted(event));
  }

  private Effect sending(NodeId to, Body body) {
    return new Effect.Send(new Message(self(), to, term(), body));
  }
}
