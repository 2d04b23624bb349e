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
  /** Shorter than this, a new leader would not even have been elected. */
  private static final long SLOT_NANOS_MIN = 3_000_000_000L;

  private static final long SLOT_NANOS_MAX = 10_000_000_000L;

  /** Between two attempts at what could not be done. */
  static final long RETRY_NANOS = 500_000_000L;

  /** A disturbance shorter than this shows nothing. */
  static final long HOLD_NANOS_MIN = 1_000_000_000L;

  static Rhythm of(Seed seed, long endNanos, int kinds) {
    long slot = Math.clamp(endNanos / Math.max(1, kinds), SLOT_NANOS_MIN, SLOT_NANOS_MAX);
    return new Rhythm(seed, endNanos, slot);
  }

  /** 45 to 75 % of a slot. */
  long holdNanos(long position) {
    return slotNanos * (45 + seed.fork("hold").below(position, 31)) / 100;
  }

  /** 12 to 27 % of a slot; what is left is for the time that injecting itself takes. */
  long calmNanos(long position) {
    return slotNanos * (12 + seed.fork("calm").below(position, 16)) / 100;
  }
}
