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
  private final long tickNanos = NodeConfig.TICK.toNanos();

  /** Up to when time has been counted in ticks. */
  private long countedNanos;

  Pace(NodeClock clock) {
    this.clock = clock;
    countedNanos = clock.monotonicNanos();
  }

  /** The host says that a tick is due: at least one, whatever the clock says. */
  int due() {
    return Math.max(1, dueBeforeTick());
  }

  /** The ticks that are due by the clock alone, perhaps none. */
  int dueBeforeTick() {
    long passed = clock.monotonicNanos() - countedNanos;
    long ticks = Math.clamp(passed / tickNanos, 0, DUE_MAX);
    countedNanos = ticks == DUE_MAX ? clock.monotonicNanos() : countedNanos + ticks * tickNanos;
    return (int) ticks;
  }
}
