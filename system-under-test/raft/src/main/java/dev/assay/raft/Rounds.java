package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import java.util.Arrays;

/**
 * A leader's rounds of heartbeats, numbered, and the lease that an acknowledged one brings (thesis
 * 6.4.1; what that assumes of clocks: {@link ReadKind#LEASE}). Every request to a follower names
 * the latest round, so whatever answers it acknowledges the leader at a time after the round began.
 */
final class Rounds {
  /** In the slot of each of the last ticks: the first round begun in it or later. */
  private final long[] firstSince;

  private long now;
  private long latest;
  private boolean leasing = true;

  Rounds(RaftTiming timing) {
    firstSince = new long[timing.leaseTicks()];
    Arrays.fill(firstSince, 1);
  }

  long latest() {
    return latest;
  }

  void begin() {
    latest++;
  }

  void tick() {
    now++;
    if (firstSince.length > 0) {
      firstSince[(int) (now % firstSince.length)] = latest + 1;
    }
  }

  /**
   * From now on another may win an election while followers still hear this leader. No later round
   * helps: what lets them may reach them at any time in this term.
   */
  void endLeases() {
    leasing = false;
  }

  /** Whether a round that a majority has acknowledged began less than a lease ago. */
  boolean leaseHolds(long acknowledged) {
    Invariant.check(
        acknowledged <= latest, "round %d acknowledged, latest is %d", acknowledged, latest);
    return leasing
        && firstSince.length > 0
        && acknowledged >= firstSince[(int) ((now + 1) % firstSince.length)];
  }
}
