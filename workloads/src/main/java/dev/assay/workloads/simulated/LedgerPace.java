package dev.assay.workloads.simulated;

/**
 * How fast a simulated ledger node's surroundings are; all times in nanoseconds of virtual time.
 *
 * @param tickNanos from one tick of the node to the next: every time-out of the ordering is a
 *     number of ticks
 * @param syncNanosMin the shortest time that making a group durable takes
 * @param syncNanosMax the longest usual one; those between are equally likely
 * @param slowSyncOneIn one sync in so many takes longer
 * @param slowSyncNanosMax at most that much longer
 */
public record LedgerPace(
    long tickNanos,
    long syncNanosMin,
    long syncNanosMax,
    int slowSyncOneIn,
    long slowSyncNanosMax) {
  /**
   * The real tick, and a turning disk: the longer a sync takes, the more an early acknowledgement
   * has to lose.
   */
  public static final LedgerPace USUAL =
      new LedgerPace(50_000_000, 4_000_000, 40_000_000, 100, 80_000_000);

  public LedgerPace {
    if (tickNanos < 1
        || syncNanosMin < 0
        || syncNanosMax <= syncNanosMin
        || slowSyncOneIn < 1
        || slowSyncNanosMax < 1) {
      throw new IllegalArgumentException(
          "tick %d ns, sync %d..%d ns, one in %d up to %d ns longer: not possible"
              .formatted(tickNanos, syncNanosMin, syncNanosMax, slowSyncOneIn, slowSyncNanosMax));
    }
  }
}
