package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
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
import java.util.List;
import java.util.Optional;

/** What a node has in every role: the state "on all servers" of figure 2, and its way out. */
final class CoreState {
  private final RaftConfig config;
  private final Draw draw;
  private final LogView log;
  private final Memberships memberships;
  private final Outbox outbox;
  private HardState hard;

  /** The newest complete one; durable. */
  private Optional<SnapshotHead> snapshot;

  /** Invariant: applied <= commit <= last index; neither ever falls. */
  private long commit;

  private long applied;

  CoreState(RaftConfig config, Draw draw, RecoveredLog recovered) {
    this.config = config;
    this.draw = draw;
    this.hard = recovered.hardState();
    this.snapshot = recovered.snapshot();
    LogPosition base = snapshot.map(SnapshotHead::last).orElse(LogPosition.ZERO);
    this.log = new LogView(base, recovered.entries());
    this.memberships =
        new Memberships(
            base.index(), snapshot.map(SnapshotHead::membership).orElse(config.initial()));
    recovered.entries().forEach(this::noteMembership);
    this.outbox = new Outbox(log.lastIndex());
    this.commit = base.index();
    this.applied = base.index();
    Invariant.check(
        log.last().term() <= hard.term(),
        "the log ends at %s but the recovered term is %d: was the hard state lost?",
        log.last(),
        hard.term());
  }

  RaftConfig config() {
    return config;
  }

  LogView log() {
    return log;
  }

  /** The latest one in the log, committed or not (thesis 4.1). */
  Membership membership() {
    return memberships.latest();
  }

  /** All other members, sorted. */
  List<NodeId> peers() {
    return membership().members().stream().filter(node -> !node.equals(config.self())).toList();
  }

  Memberships memberships() {
    return memberships;
  }

  Outbox outbox() {
    return outbox;
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

  /** A fresh timeout, drawn so that split votes are rare (§5.2). */
  ElectionTimer electionTimer() {
    RaftTiming timing = config.timing();
    int ticks = draw.between(timing.electionTicksMin(), timing.electionTicksMax());
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
    outbox.stage(hard);
  }

  /** Votes once in this term (§5.2); returns the token of the write that makes it durable. */
  long vote(NodeId candidate) {
    Invariant.check(
        hard.vote().isEmpty(), "a second vote in term %d: %s after %s", term(), candidate, vote());
    hard = new HardState(term(), Optional.of(candidate));
    return outbox.stage(hard);
  }

  /** Appends to the log in memory and has it written. */
  void append(List<Entry> entries) {
    log.append(entries);
    outbox.stage(entries);
    entries.forEach(this::noteMembership);
  }

  private void noteMembership(Entry entry) {
    if (entry.kind() == Entry.Kind.MEMBERSHIP) {
      memberships.append(entry.index(), MembershipCodec.of(entry));
    }
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

  SnapshotHead snapshotHead(long index) {
    Invariant.check(
        index >= log.base().index() && index <= applied,
        "a snapshot at %d: the log begins after %s, applied is %d",
        index,
        log.base(),
        applied);
    return new SnapshotHead(log.position(index), memberships.at(index));
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

  void send(NodeId to, Body body) {
    outbox.emit(new Effect.Send(message(to, body)));
  }

  /** Sends once all that this node has written is durable: the body promises something about it. */
  void promise(NodeId to, Body body) {
    outbox.promise(message(to, body));
  }

  void note(RaftEvent event) {
    outbox.emit(new Effect.Noted(event));
  }

  private Message message(NodeId to, Body body) {
    return new Message(config.self(), to, term(), body);
  }
}
