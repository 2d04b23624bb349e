package dev.assay.node;

/**
 * How many ticks are due by the node's clock. A host may call late; a primary that trusts its lease
 * has to know by how much, and so counts the ticks that it missed (see {@link
 * dev.assay.raft.ReadKind#LEASE}).
 */
final class Pace {
  /** More than the longest time-out of an ordering: being later than that makes no difference. */
  private static final int DUE_MAX = 64;

  private final NodeClock clock;
  private final boolean byWallClock;
  private final long tickNanos = NodeConfig.TICK.toNanos();

  /** Up to when time has been counted in ticks. */
  private long countedNanos;

  /**
   * @param byWallClock the planted bug: time goes as the wall clock says, and not at all while that
   *     is behind where it was
   */
  Pace(NodeClock clock, boolean byWallClock) {
    this.clock = clock;
    this.byWallClock = byWallClock;
    countedNanos = nowNanos();
  }

  /** The host says that a tick is due: at least one, whatever the clock says. */
  int due() {
    return Math.max(byWallClock ? 0 : 1, dueBeforeTick());
  }

  /** The ticks that are due by the clock alone, perhaps none. */
  int dueBeforeTick() {
    long passed = nowNanos() - countedNanos;
    long ticks = Math.clamp(passed / tickNanos, 0, DUE_MAX);
    countedNanos = ticks == DUE_MAX ? nowNanos() : countedNanos + ticks * tickNanos;
    return (int) ticks;
  }

  private long nowNanos() {
    return byWallClock ? clock.wallMillis() * 1_000_000 : clock.monotonicNanos();
  }
}
