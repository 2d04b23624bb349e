package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.InstallProgress;
import dev.assay.raft.message.Message.InstallRequest;
import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.PreVoteRequest;
import dev.assay.raft.message.Message.ReadRefusal;
import dev.assay.raft.message.Message.ReadRequest;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.message.Message.Request;
import dev.assay.raft.message.Message.TimeoutNow;
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

  /** What acknowledges nothing. */
  private static final long NO_ROUND = 0;

  private final CoreState state;
  private final IncomingSnapshot incoming;
  private Role role;

  /**
   * A follower that knows what was durable; emits nothing until its first step.
   *
   * @param recovered all that was durable
   */
  public RaftCore(RaftConfig config, Draw draw, RecoveredLog recovered) {
    this.state = new CoreState(config, draw, recovered);
    this.incoming = new IncomingSnapshot(state);
    this.role = new Follower(state, Optional.empty());
  }

  /** Takes one input; the effects are to be carried out in order, and are the caller's own. */
  public List<Effect> step(Input input) {
    long termBefore = state.term();
    long commitBefore = state.commit();
    switch (input) {
      case Input.Tick _ -> {
        state.tick();
        become(role.tick());
      }
      case Input.Received(Message message) -> receive(message);
      case Input.Proposed(long proposal, Payload payload) -> propose(proposal, payload);
      case Input.ReadRequested(long read, ReadKind kind) -> read(read, kind);
      case Input.ChangeRequested(long change, MembershipChange what) -> change(change, what);
      case Input.TransferRequested(long transfer, NodeId to) -> transfer(transfer, to);
      case Input.Persisted(long token) -> {
        state.outbox().persisted(token);
        state.apply();
        become(role.persisted());
      }
      case Input.SnapshotSaved(SnapshotHead head) -> state.saved(head);
      case Input.ChunkRead chunk -> {
        if (role instanceof Leader leader) {
          leader.chunkRead(chunk);
        }
      }
      case Input.ChunkStored(SnapshotHead head, long size, boolean complete) ->
          incoming.stored(role, head, size, complete);
      case Input.ChunkRefused _ -> incoming.refused();
    }
    become(role.settle());
    state.endHandover(role);
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

  /** Up to where this node's log is durable, as far as it was told. */
  public long durableIndex() {
    return state.vouchedIndex();
  }

  /** The first index after the log's base; what is before is only in a snapshot. */
  public long firstIndex() {
    return state.log().firstIndex();
  }

  /** The membership that counts: the latest in the log, committed or not (thesis 4.1). */
  public Membership membership() {
    return state.membership();
  }

  /** Whether this node leads and would serve a read under its lease now (thesis 6.4.1). */
  public boolean holdsLease() {
    return role instanceof Leader leader && leader.holdsLease();
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

  private void read(long read, ReadKind kind) {
    switch (role) {
      case Leader leader ->
          leader.read(new LeaderReads.Asked(state.self(), state.life(), read), kind);
      case Follower follower -> follower.read(read, kind);
      case Campaigner _ ->
          state.outbox().emit(new Effect.ReadFailed(read, Refusal.NOT_LEADER, Optional.empty()));
    }
  }

  private void change(long change, MembershipChange what) {
    if (role instanceof Leader leader) {
      leader.change(change, what);
    } else {
      state.outbox().emit(new Effect.ChangeRefused(change, Refusal.NOT_LEADER, role.leader()));
    }
  }

  private void transfer(long transfer, NodeId to) {
    if (role instanceof Leader leader) {
      leader.transfer(transfer, to);
    } else {
      state.outbox().emit(new Effect.TransferFailed(transfer, Refusal.NOT_LEADER, role.leader()));
    }
  }

  /**
   * Senders are not looked up among the members: a node that does not know the latest membership
   * must follow and vote all the same (thesis 4.1).
   */
  private void receive(Message message) {
    if (!message.to().equals(state.self()) || message.from().equals(state.self())) {
      state.note(new RaftEvent.MessageIgnored(message.from(), message.to()));
    } else if (message.term() < state.term()) {
      refuseStale(message);
    } else if (message.term() == state.term()) {
      dispatch(message);
    } else if (role instanceof Leader
        && state.config().has(RaftMutant.IGNORE_HIGHER_TERM)
        && message.body() instanceof Reply reply) {
      become(role.receive(message.from(), reply));
    } else if (!disturbs(message)) {
      // A higher term makes a follower of anybody (§5.1).
      state.adopt(message.term());
      become(new Follower(state, leaderIn(message)));
      dispatch(message);
    }
  }

  /**
   * Someone wants an election while this node hears a leader: ignored, not even its term is taken
   * (thesis 4.2.3), unless the leader itself asked for it. Should that one never win, its higher
   * term reaches the leader with its refusals.
   */
  private boolean disturbs(Message message) {
    return switch (message.body()) {
      case PreVoteRequest _ -> isFaithful();
      case VoteRequest(LogPosition _, boolean handover) -> isFaithful() && !handover;
      case AppendRequest _, InstallRequest _, TimeoutNow _, ReadRequest _ -> false;
      case Reply _ -> false;
    };
  }

  /** Leads, or may have heard a leader so lately that it helps nobody to replace it. */
  public boolean isFaithful() {
    return role instanceof Leader || state.isFaithful();
  }

  private static Optional<NodeId> leaderIn(Message message) {
    return switch (message.body()) {
      case AppendRequest _, InstallRequest _ -> Optional.of(message.from());
      case PreVoteRequest _, VoteRequest _, TimeoutNow _, ReadRequest _ -> Optional.empty();
      case Reply _ -> Optional.empty();
    };
  }

  /**
   * Answers with its own term, so that the sender learns it (§5.1). The request's round is of a
   * former term: were it repeated, a sender that has won this term meanwhile would take it for one
   * of its own.
   */
  private void refuseStale(Message message) {
    NodeId from = message.from();
    switch (message.body()) {
      case PreVoteRequest _ -> state.send(from, new PreVoteReply(false));
      case VoteRequest _ -> state.promise(from, new VoteReply(false));
      case AppendRequest append ->
          state.send(
              from, new AppendRejected(append.previous().index(), LogPosition.ZERO, NO_ROUND));
      case InstallRequest install ->
          state.send(from, new InstallProgress(install.head().last(), 0, NO_ROUND));
      case ReadRequest read -> state.send(from, new ReadRefusal(read.life(), read.batch(), false));
      case TimeoutNow _ -> {} // The leader of a former term wanted to go: it has gone.
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
          state.send(from, new PreVoteReply(!isFaithful() && isUpToDate(last)));
      case VoteRequest(LogPosition last, boolean handover) -> answerVote(from, last, handover);
      case AppendRequest append -> {
        become(role.follow(from));
        if (role instanceof Follower follower) {
          follower.append(from, append);
        }
      }
      case InstallRequest install -> {
        become(role.follow(from));
        incoming.receive(from, install);
      }
      case ReadRequest read -> answerRead(from, read);
      case TimeoutNow _ -> {
        if (role instanceof Follower && state.mayCampaign()) {
          become(new Candidate(state, true));
        }
      }
    }
  }

  /**
   * One vote a term, to a log at least as up-to-date as its own, durable before it is sent
   * (§5.4.1).
   */
  private void answerVote(NodeId candidate, LogPosition last, boolean handover) {
    boolean free = state.vote().isEmpty() && role.leader().isEmpty() && (handover || !isFaithful());
    if (free && isUpToDate(last)) {
      state.vote(candidate);
      state.note(new RaftEvent.VoteGranted(state.term(), candidate));
      become(role.voted());
    }
    boolean granted =
        state.vote().equals(Optional.of(candidate))
            || (isUpToDate(last) && state.config().has(RaftMutant.TWO_VOTES_PER_TERM));
    state.promise(candidate, new VoteReply(granted));
  }

  /** Whether a log that ends there has at least all that this one has (§5.4.1). */
  private boolean isUpToDate(LogPosition last) {
    return last.compareTo(state.log().last()) >= 0
        || state.config().has(RaftMutant.VOTE_WITHOUT_LOG_CHECK);
  }

  private void answerRead(NodeId from, ReadRequest read) {
    if (role instanceof Leader leader) {
      leader.read(
          new LeaderReads.Asked(from, read.life(), read.batch()),
          read.lease() ? ReadKind.LEASE : ReadKind.QUORUM);
    } else {
      state.send(from, new ReadRefusal(read.life(), read.batch(), false));
    }
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
