package dev.assay.raft;

import dev.assay.raft.quorum.NodeId;
import dev.assay.raft.quorum.Tally;
import java.util.Optional;

/** Gathers votes until it has enough, hears a leader, or its time is over. */
abstract sealed class Campaigner implements Role permits PreCandidate, Candidate {
  private final CoreState state;
  private final ElectionTimer timer;
  private final Tally tally;

  Campaigner(CoreState state) {
    this.state = state;
    this.timer = state.electionTimer();
    this.tally = new Tally(state.membership());
  }

  final CoreState state() {
    return state;
  }

  @Override
  public final Optional<NodeId> leader() {
    return Optional.empty();
  }

  @Override
  public final Role tick() {
    return timer.expires() ? new PreCandidate(state) : this;
  }

  /** Its answer renews the leader's lease, so it is faithful from this very message on. */
  @Override
  public final Role follow(NodeId leader) {
    state.heardLeader();
    return new Follower(state, Optional.of(leader));
  }

  /** What it becomes with enough votes. */
  abstract Role won();

  final Role count(NodeId voter) {
    tally.grant(voter);
    return tally.won() ? won() : this;
  }
}
