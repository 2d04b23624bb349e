package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.PreVoteRequest;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.message.Message.Request;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One node's Raft: {@link #step} is a function of the core's state and an input, and the same
 * inputs and draws give the same effects. One thread only. A thrown exception means a broken
 * invariant or a driver's mistake: the node must stop.
 */
public final class RaftCore {
  /** Follower, pre-candidate, candidate, leader: no input leads through more roles. */
  private static final int ROLES_PER_STEP_MAX = 4;

  private final CoreState state;
  private Role role;

  /**
   * A follower that knows what was durable; emits nothing until its first step.
   *
   * @param recovered all that was durable
   */
  public RaftCore(RaftConfig config, Draw draw, RecoveredLog recovered) {
    this.state = new CoreState(config, draw, recovered);
    this.role = new Follower(state, Optional.empty());
  }

  /** Takes one input; the effects are to be carried out in order. */
  public List<Effect> step(Input input) {
    long termBefore = state.term();
    long commitBefore = state.commit();
    switch (input) {
      case Input.Tick _ -> become(role.tick());
      case Input.Received(Message message) -> receive(message);
      case Input.Proposed(long proposal, Payload payload) -> propose(proposal, payload);
      case Input.ReadRequested(long read, ReadKind _) -> read(read);
      case Input.ChangeRequested(long change, MembershipChange _) ->
          state.outbox().emit(new Effect.ChangeRefused(change, Refusal.BUSY, role.leader()));
      case Input.TransferRequested(long transfer, NodeId _) ->
          state.outbox().emit(new Effect.TransferFailed(transfer, Refusal.BUSY, role.leader()));
      case Input.SnapshotSaved _, Input.ChunkRead _, Input.ChunkStored _, Input.ChunkRefused _ -> {}
      case Input.Persisted(long token) -> {
        state.outbox().persisted(token);
        state.apply();
        become(role.persisted());
      }
    }
    Invariant.check(
        state.term() >= termBefore, "the term fell from %d to %d", termBefore, state.term());
    Invariant.check(
        state.commit() >= commitBefore,
        "the commit index fell from %d to %d",
        commitBefore,
        state.commit());
    return state.outbox().drain();
  }

  public RaftRole role() {
    return role.name();
  }

  public long term() {
    return state.term();
  }

  /** This term's leader as far as known; this node itself when it leads. */
  public Optional<NodeId> leader() {
    return role.leader();
  }

  public long commitIndex() {
    return state.commit();
  }

  public long lastIndex() {
    return state.log().lastIndex();
  }

  /** The first index after the log's base; what is before is only in a snapshot. */
  public long firstIndex() {
    return state.log().firstIndex();
  }

  /** The membership that counts: the latest in the log, committed or not (thesis 4.1). */
  public Membership membership() {
    return state.membership();
  }

  /**
   * What a snapshot of the state at this index stands for.
   *
   * @param index of an entry that was given out to be applied, and not before {@link #firstIndex}
   *     less one
   */
  public SnapshotHead snapshotHead(long index) {
    return state.snapshotHead(index);
  }

  /** How far a leader knows the others to be; empty on other nodes. */
  public SortedMap<NodeId, PeerProgress> progress() {
    return role instanceof Leader leader ? leader.progress() : Collections.emptySortedMap();
  }

  private void propose(long proposal, Payload payload) {
    if (role instanceof Leader leader) {
      leader.propose(proposal, payload);
    } else {
      state.outbox().emit(new Effect.Rejected(proposal, Refusal.NOT_LEADER, role.leader()));
    }
  }

  private void read(long read) {
    if (role instanceof Leader leader) {
      leader.read(read);
    } else {
      state.outbox().emit(new Effect.ReadFailed(read, Refusal.NOT_LEADER, role.leader()));
    }
  }

  private void receive(Message message) {
    if (!message.to().equals(state.config().self()) || !state.peers().contains(message.from())) {
      state.note(new RaftEvent.MessageIgnored(message.from(), message.to()));
    } else if (message.term() < state.term()) {
      refuseStale(message);
    } else if (message.term() == state.term()) {
      dispatch(message);
    } else if (!disturbs(message)) {
      // A higher term makes a follower of anybody (§5.1).
      state.adopt(message.term());
      become(new Follower(state, leaderIn(message)));
      dispatch(message);
    }
  }

  /**
   * Someone wants an election while this node hears a leader: ignored, not even its term is taken
   * (thesis 4.2.3). Should that one never win, its higher term reaches the leader with its
   * refusals.
   */
  private boolean disturbs(Message message) {
    return switch (message.body()) {
      case PreVoteRequest _, VoteRequest _ -> role.hearsLeader();
      case AppendRequest _ -> false;
      case Reply _ -> false;
    };
  }

  private static Optional<NodeId> leaderIn(Message message) {
    return message.body() instanceof AppendRequest ? Optional.of(message.from()) : Optional.empty();
  }

  /** Answers with its own term, so that the sender learns it (§5.1). */
  private void refuseStale(Message message) {
    NodeId from = message.from();
    switch (message.body()) {
      case PreVoteRequest _ -> state.send(from, new PreVoteReply(false));
      case VoteRequest _ -> state.promise(from, new VoteReply(false));
      case AppendRequest append ->
          state.send(
              from,
              new AppendRejected(append.previous().index(), LogPosition.ZERO, append.round()));
      case Reply _ -> {} // To a request of a former term.
    }
  }

  private void dispatch(Message message) {
    Invariant.check(
        message.term() == state.term(),
        "message of term %d in term %d",
        message.term(),
        state.term());
    switch (message.body()) {
      case Request request -> answer(message.from(), request);
      case Reply reply -> become(role.receive(message.from(), reply));
    }
  }

  private void answer(NodeId from, Request request) {
    switch (request) {
      case PreVoteRequest(LogPosition last) ->
          state.send(
              from,
              new PreVoteReply(!role.hearsLeader() && last.compareTo(state.log().last()) >= 0));
      case VoteRequest(LogPosition last) -> answerVote(from, last);
      case AppendRequest append -> {
        become(role.follow(from));
        if (role instanceof Follower follower) {
          follower.append(from, append);
        }
      }
    }
  }

  /**
   * One vote a term, to a log at least as up-to-date as its own, durable before it is sent
   * (§5.4.1).
   */
  private void answerVote(NodeId candidate, LogPosition last) {
    boolean free = state.vote().isEmpty() && role.leader().isEmpty();
    if (free && last.compareTo(state.log().last()) >= 0) {
      state.vote(candidate);
      state.note(new RaftEvent.VoteGranted(state.term(), candidate));
      become(role.voted());
    }
    state.promise(candidate, new VoteReply(state.vote().equals(Optional.of(candidate))));
  }

  private void become(Role next) {
    int changes = 0;
    while (next != role) {
      changes++;
      Invariant.check(
          changes <= ROLES_PER_STEP_MAX, "%d roles in one step, now %s", changes, next.name());
      role.leave(next);
      role = next;
      next = role.enter();
    }
  }
}
