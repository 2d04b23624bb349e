package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.NodeId;
import dev.assay.raft.quorum.Tally;
import java.util.Optional;

/** Stands for election in a new term (§5.2). */
final class Candidate implements Role {
  private final CoreState state;
  private final ElectionTimer timer;
  private final Tally tally;
  private long ballotToken;

  Candidate(CoreState state) {
    this.state = state;
    this.timer = state.electionTimer();
    this.tally = new Tally(state.membership().voters().size());
  }

  @Override
  public RaftRole name() {
    return RaftRole.CANDIDATE;
  }

  @Override
  public Optional<NodeId> leader() {
    return Optional.empty();
  }

  @Override
  public boolean hearsLeader() {
    return false;
  }

  /**
   * The requests wait for the write as its own vote does. Sent earlier, they could bring about
   * this: a candidate names a log end that is not durable, crashes, loses it, stands in the same
   * term again, and wins with a vote that was given to the longer log.
   */
  @Override
  public Role enter() {
    state.adopt(Math.addExact(state.term(), 1));
    ballotToken = state.vote(state.config().self());
    state.note(new RaftEvent.BecameCandidate(state.term()));
    for (NodeId peer : state.peers()) {
      state.promise(peer, new VoteRequest(state.log().last()));
    }
    return this;
  }

  @Override
  public Role tick() {
    return timer.expires() ? new PreCandidate(state) : this;
  }

  @Override
  public Role follow(NodeId leader) {
    return new Follower(state, Optional.of(leader));
  }

  @Override
  public Role voted() {
    Invariant.check(false, "a candidate of term %d voted for another", state.term());
    return this;
  }

  @Override
  public Role persisted() {
    return state.outbox().isDurable(ballotToken) ? count(state.config().self()) : this;
  }

  @Override
  public Role receive(NodeId from, Reply reply) {
    return reply instanceof VoteReply(boolean granted) && granted ? count(from) : this;
  }

  private Role count(NodeId voter) {
    tally.grant(voter);
    return tally.won() ? new Leader(state) : this;
  }
}
