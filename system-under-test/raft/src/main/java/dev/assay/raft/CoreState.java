package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogView;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.Message.Body;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Optional;

/** What a node has in every role: the state "on all servers" of figure 2, and its way out. */
final class CoreState {
  private final RaftConfig config;
  private final Draw draw;
  private final LogView log;
  private final Outbox outbox;
  private HardState hard;

  /** Invariant: applied <= commit <= last index; neither ever falls. */
  private long commit;

  private long applied;

  CoreState(RaftConfig config, Draw draw, HardState recovered, List<Entry> recoveredLog) {
    this.config = config;
    this.draw = draw;
    this.hard = recovered;
    this.log = new LogView(recoveredLog);
    this.outbox = new Outbox(log.lastIndex());
    Invariant.check(
        log.last().term() <= recovered.term(),
        "the log ends at %s but the recovered term is %d: was the hard state lost?",
        log.last(),
        recovered.term());
  }

  RaftConfig config() {
    return config;
  }

  LogView log() {
    return log;
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
