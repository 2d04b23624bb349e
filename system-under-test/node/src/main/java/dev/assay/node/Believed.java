package dev.assay.node;

import dev.assay.raft.RaftCore;
import dev.assay.raft.quorum.Membership;

/** A channel's core and replica, asked. */
record Believed(RaftCore core, Replica replica, Belonging belonging) implements Beliefs {
  static Role role(RaftCore core) {
    return switch (core.role()) {
      case LEADER -> Role.PRIMARY;
      case CANDIDATE, PRE_CANDIDATE -> Role.CANDIDATE;
      case FOLLOWER -> Role.BACKUP;
    };
  }

  @Override
  public Role role() {
    return role(core);
  }

  @Override
  public long epoch() {
    return core.term();
  }

  @Override
  public long first() {
    return core.firstIndex();
  }

  @Override
  public long last() {
    return core.lastIndex();
  }

  @Override
  public long committed() {
    return core.commitIndex();
  }

  @Override
  public long applied() {
    return replica.applied();
  }

  @Override
  public Membership members() {
    return core.membership();
  }

  @Override
  public boolean holdsLease() {
    return core.holdsLease();
  }

  @Override
  public long durable() {
    return core.durableIndex();
  }

  @Override
  public boolean faithful() {
    return core.isFaithful();
  }

  @Override
  public boolean quiet() {
    return belonging.quiet();
  }
}
