package dev.assay.nemesis.schedule;

import dev.assay.history.Seed;

/**
 * How long disturbances and the calm between them last, so that each kind has its turn if time
 * allows.
 *
 * @param endNanos after which nothing is injected, since the beginning
 * @param slotNanos mean time from one disturbance to the next
 */
record Rhythm(Seed seed, long endNanos, long slotNanos) {
  /** Below this there would be more injecting and recovering than disturbance. */
  private static final long SLOT_NANOS_MIN = 3_000_000_000L;

  private static final long SLOT_NANOS_MAX = 10_000_000_000L;

  /** Between two attempts at what could not be done. */
  static final long RETRY_NANOS = 500_000_000L;

  /** A disturbance shorter than this shows nothing. */
  static final long HOLD_NANOS_MIN = 1_000_000_000L;

  /** An election after a lost leader takes up to two seconds. */
  private static final long LEADER_HOLD_NANOS_MIN = 4_000_000_000L;

  static Rhythm of(Seed seed, long endNanos, int kinds) {
    long slot = Math.clamp(endNanos / Math.max(1, kinds), SLOT_NANOS_MIN, SLOT_NANOS_MAX);
    return new Rhythm(seed, endNanos, slot);
  }

  /**
   * How long a disturbance lasts. One of the leader outlasts the election of a successor, by more
   * than that took: what two leaders do at the same time is what most bugs need.
   */
  long holdNanos(long position, boolean ofLeader) {
    int drawn = seed.fork("hold").below(position, 21);
    return ofLeader
        ? Math.max(LEADER_HOLD_NANOS_MIN, slotNanos * (70 + drawn) / 100)
        : Math.max(HOLD_NANOS_MIN, slotNanos * (30 + drawn) / 100);
  }

  /** 12 to 27 % of a slot, after each disturbance. */
  long calmNanos(long position) {
    return slotNanos * (12 + seed.fork("calm").below(position, 16)) / 100;
  }
}
