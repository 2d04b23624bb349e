package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.LogView;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Optional;

/** Answers leaders and candidates; stands for election when it hears of neither (§5.2). */
final class Follower implements Role {
  private final CoreState state;
  private final ElectionTimer timer;
  private final ForwardedReads reads;
  private Optional<NodeId> leader;

  Follower(CoreState state, Optional<NodeId> leader) {
    this.state = state;
    this.timer = state.electionTimer();
    this.reads = new ForwardedReads(state);
    this.leader = leader;
  }

  @Override
  public RaftRole name() {
    return RaftRole.FOLLOWER;
  }

  @Override
  public Optional<NodeId> leader() {
    return leader;
  }

  @Override
  public Role enter() {
    state.note(new RaftEvent.BecameFollower(state.term(), leader));
    return this;
  }

  @Override
  public void leave(Role next) {
    reads.fail(Refusal.NOT_LEADER, next.leader());
  }

  /** A node that no vote could make a leader just forgets the one it no longer hears. */
  @Override
  public Role tick() {
    leader.ifPresent(reads::tick);
    if (!timer.expires()) {
      return this;
    }
    if (state.mayCampaign()) {
      return new PreCandidate(state);
    }
    timer.restart();
    leader = Optional.empty();
    reads.fail(Refusal.NOT_LEADER, leader);
    return this;
  }

  @Override
  public Role follow(NodeId heard) {
    if (leader.isEmpty()) {
      leader = Optional.of(heard);
      state.note(new RaftEvent.LeaderKnown(state.term(), heard));
    }
    Invariant.check(
        leader.get().equals(heard),
        "two leaders in term %d: %s and %s: was a vote given twice?",
        state.term(),
        leader.get(),
        heard);
    timer.restart();
    state.heardLeader();
    return this;
  }

  @Override
  public Role voted() {
    timer.restart();
    return this;
  }

  @Override
  public Role receive(NodeId from, Reply reply) {
    leader.ifPresent(known -> reads.receive(known, reply));
    return this; // Others answer requests from before it became a follower.
  }

  /** Asks the leader for a place at which the read is linearizable (thesis 6.4, last paragraph). */
  void read(long read, ReadKind kind) {
    if (state.config().has(RaftMutant.FOLLOWER_READ_UNCHECKED)) {
      state.outbox().emit(new Effect.ReadReady(read, state.commit()));
    } else if (leader.isEmpty()) {
      state.outbox().emit(new Effect.ReadFailed(read, Refusal.NOT_LEADER, leader));
    } else {
      reads.ask(read, kind, leader.get());
    }
  }

  /** AppendEntries of this term's leader (figure 2, receiver implementation). */
  void append(NodeId from, AppendRequest request) {
    LogPosition previous = request.previous();
    LogPosition base = state.log().base();
    if (previous.index() < base.index()) {
      appendToSnapshot(from, request);
    } else if (state.log().has(previous)) {
      merge(request.entries());
      accept(from, request, request.match());
    } else {
      state.send(
          from,
          new AppendRejected(previous.index(), conflictAt(previous.index()), request.round()));
    }
  }

  /** What a snapshot holds is committed, so that it agrees with the leader's log. */
  private void appendToSnapshot(NodeId from, AppendRequest request) {
    long base = state.log().base().index();
    int known = (int) Math.min(base - request.previous().index(), request.entries().size());
    merge(request.entries().subList(known, request.entries().size()));
    accept(from, request, Math.max(request.match(), base));
  }

  private void accept(NodeId from, AppendRequest request, long match) {
    // Only as far as this request vouches for: entries beyond it may not be the leader's (§5.3).
    state.commitTo(Math.min(request.commit(), match));
    AppendAccepted accepted = new AppendAccepted(match, request.round());
    if (state.config().has(RaftMutant.ACK_BEFORE_FSYNC)) {
      state.send(from, accepted);
    } else {
      state.promise(from, accepted);
    }
  }

  /** Where the leader may skip a whole term at once (§5.3, end). */
  private LogPosition conflictAt(long index) {
    LogView log = state.log();
    if (index > log.lastIndex()) {
      return new LogPosition(log.lastIndex() + 1, 0);
    }
    return new LogPosition(log.firstOfTermAt(index), log.term(index));
  }

  /**
   * Drops what conflicts and appends what is missing. Entries that are there already stay: a
   * delayed, shorter request must not undo a longer one that was acknowledged.
   */
  private void merge(List<Entry> entries) {
    LogView log = state.log();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      long index = entry.index();
      if (index > log.lastIndex()) {
        state.append(entry);
      } else if (log.term(index) != entry.term()) {
        Invariant.check(
            index > state.commit(),
            "entry %s of the leader conflicts with commit %d: were acknowledged entries lost?",
            entry.position(),
            state.commit());
        state.truncateFrom(index);
        state.append(entry);
      }
    }
  }
}
