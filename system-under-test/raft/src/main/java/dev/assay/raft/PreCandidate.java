package dev.assay.raft;

import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.PreVoteRequest;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.quorum.NodeId;
import java.util.Optional;

/**
 * Asks whether it could win before it disturbs anybody with a higher term (thesis 9.6). Nothing is
 * promised in this role, so nothing is written.
 */
final class PreCandidate extends Campaigner {
  PreCandidate(CoreState state) {
    super(state);
  }

  @Override
  public RaftRole name() {
    return RaftRole.PRE_CANDIDATE;
  }

  @Override
  public Role enter() {
    state().note(new RaftEvent.BecamePreCandidate(state().term()));
    for (NodeId peer : state().peers()) {
      state().send(peer, new PreVoteRequest(state().log().last()));
    }
    return count(state().self());
  }

  @Override
  public Role voted() {
    return new Follower(state(), Optional.empty());
  }

  @Override
  public Role receive(NodeId from, Reply reply) {
    return reply instanceof PreVoteReply(boolean granted) && granted ? count(from) : this;
  }

  @Override
  Role won() {
    return new Candidate(state(), false);
  }
}
