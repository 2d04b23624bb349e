package dev.assay.raft;

import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.PreVoteRequest;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.quorum.NodeId;
import dev.assay.raft.quorum.Tally;
import java.util.Optional;

/**
 * Asks whether it could win before it disturbs anybody with a higher term (thesis 9.6). Nothing is
 * promised in this role, so nothing is written.
 */
final class PreCandidate implements Role {
  private final CoreState state;
  private final ElectionTimer timer;
  private final Tally tally;

  PreCandidate(CoreState state) {
    this.state = state;
    this.timer = state.electionTimer();
    this.tally = new Tally(state.membership().voters().size());
  }

  @Override
  public RaftRole name() {
    return RaftRole.PRE_CANDIDATE;
  }

  @Override
  public Optional<NodeId> leader() {
    return Optional.empty();
  }

  @Override
  public boolean hearsLeader() {
    return false;
  }

  @Override
  public Role enter() {
    state.note(new RaftEvent.BecamePreCandidate(state.term()));
    for (NodeId peer : state.peers()) {
      state.send(peer, new PreVoteRequest(state.log().last()));
    }
    return count(state.config().self());
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
    return new Follower(state, Optional.empty());
  }

  @Override
  public Role receive(NodeId from, Reply reply) {
    return reply instanceof PreVoteReply(boolean granted) && granted ? count(from) : this;
  }

  private Role count(NodeId voter) {
    tally.grant(voter);
    return tally.won() ? new Candidate(state) : this;
  }
}
