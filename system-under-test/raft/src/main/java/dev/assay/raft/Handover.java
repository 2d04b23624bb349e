package dev.assay.raft;

import dev.assay.raft.quorum.NodeId;
import java.util.Optional;

/**
 * The wish that another node leads (thesis 3.10), from when the leader takes it until it is known
 * who leads next, on the same node all the time.
 */
final class Handover {
  private final long transfer;
  private final NodeId to;
  private final long term;
  private int ticksLeft;
  private boolean asked;
  private boolean left;

  /**
   * @param term in which this node leads
   * @param ticks after which the leader gives it up
   */
  Handover(long transfer, NodeId to, long term, int ticks) {
    this.transfer = transfer;
    this.to = to;
    this.term = term;
    this.ticksLeft = ticks;
  }

  NodeId to() {
    return to;
  }

  /** The other is asked to campaign; true the first time. */
  boolean ask() {
    boolean first = !asked;
    asked = true;
    return first;
  }

  void tick() {
    ticksLeft--;
  }

  /** How it ended, if it has. */
  Optional<Effect> end(Role role, long termNow, int ticksToLearn) {
    if (termNow > term || !(role instanceof Leader)) {
      if (!left) {
        left = true;
        ticksLeft = ticksToLearn;
      }
      if (role.leader().isPresent()) {
        return Optional.of(
            role.leader().get().equals(to)
                ? new Effect.Transferred(transfer)
                : new Effect.TransferFailed(transfer, Refusal.NOT_LEADER, role.leader()));
      }
    }
    return ticksLeft > 0
        ? Optional.empty()
        : Optional.of(new Effect.TransferFailed(transfer, Refusal.TIMED_OUT, role.leader()));
  }
}
