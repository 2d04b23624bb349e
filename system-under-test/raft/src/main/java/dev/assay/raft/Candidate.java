package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.NodeId;

/** Stands for election in a new term (§5.2). */
final class Candidate extends Campaigner {
  private final boolean handover;
  private long ballotToken;

  /**
   * @param handover the leader itself has asked for it: those who still hear it may vote too
   *     (thesis 3.10)
   */
  Candidate(CoreState state, boolean handover) {
    super(state);
    this.handover = handover;
  }

  @Override
  public RaftRole name() {
    return RaftRole.CANDIDATE;
  }

  /**
   * The requests wait for the write as its own vote does. Sent earlier, they could bring about
   * this: a candidate names a log end that is not durable, crashes, loses it, stands in the same
   * term again, and wins with a vote that was given to the longer log.
   */
  @Override
  public Role enter() {
    state().adopt(Math.addExact(state().term(), 1));
    ballotToken = state().vote(state().self());
    state().note(new RaftEvent.BecameCandidate(state().term()));
    for (NodeId peer : state().peers()) {
      state().promise(peer, new VoteRequest(state().log().last(), handover));
    }
    return this;
  }

  @Override
  public Role voted() {
    Invariant.check(false, "a candidate of term %d voted for another", state().term());
    return this;
  }

  @Override
  public Role persisted() {
    return state().outbox().isDurable(ballotToken) ? count(state().self()) : this;
  }

  @Override
  public Role receive(NodeId from, Reply reply) {
    return reply instanceof VoteReply(boolean granted) && granted ? count(from) : this;
  }

  @Override
  Role won() {
    return new Leader(state());
  }
}
