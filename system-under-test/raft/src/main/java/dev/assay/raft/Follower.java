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
  private Optional<NodeId> leader;

  Follower(CoreState state, Optional<NodeId> leader) {
    this.state = state;
    this.timer = state.electionTimer();
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
  public boolean hearsLeader() {
    return leader.isPresent() && timer.elapsedTicks() < state.config().timing().electionTicksMin();
  }

  @Override
  public Role enter() {
    state.note(new RaftEvent.BecameFollower(state.term(), leader));
    return this;
  }

  @Override
  public Role tick() {
    return timer.expires() ? new PreCandidate(state) : this;
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
    return this;
  }

  @Override
  public Role voted() {
    timer.restart();
    return this;
  }

  @Override
  public Role receive(NodeId from, Reply reply) {
    return this; // To a request from before it became a follower.
  }

  /** AppendEntries of this term's leader (figure 2, receiver implementation). */
  void append(NodeId from, AppendRequest request) {
    LogPosition previous = request.previous();
    if (!state.log().has(previous)) {
      state.send(
          from,
          new AppendRejected(previous.index(), conflictAt(previous.index()), request.round()));
      return;
    }
    merge(request.entries());
    // Only as far as this request vouches for: entries beyond it may not be the leader's (§5.3).
    state.commitTo(Math.min(request.commit(), request.match()));
    AppendAccepted accepted = new AppendAccepted(request.match(), request.round());
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
    return new LogPosition(log.firstOfTermAt(index), log.at(index).term());
  }

  /**
   * Drops what conflicts and appends what is missing. Entries that are there already stay: a
   * delayed, shorter request must not undo a longer one that was acknowledged.
   */
  private void merge(List<Entry> entries) {
    LogView log = state.log();
    int known = 0;
    while (known < entries.size() && log.has(entries.get(known).position())) {
      known++;
    }
    List<Entry> missing = entries.subList(known, entries.size());
    if (missing.isEmpty()) {
      return;
    }
    long first = missing.getFirst().index();
    Invariant.check(
        first > state.commit(),
        "entry %s of the leader conflicts with commit %d: were acknowledged entries lost?",
        missing.getFirst().position(),
        state.commit());
    if (first <= log.lastIndex()) {
      state.note(new RaftEvent.ConflictTruncated(state.term(), first, log.lastIndex()));
      log.truncateFrom(first);
      state.memberships().truncateFrom(first);
    }
    state.append(List.copyOf(missing));
  }
}
