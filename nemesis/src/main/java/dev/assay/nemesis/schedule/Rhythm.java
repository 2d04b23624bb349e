package dev.assay.nemesis.schedule;

import dev.assay.history.Seed;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.Targets;
import java.util.Optional;

/**
 * How long disturbances and the calm between them last, so that each kind has its turn if time
 * allows.
 *
 * @param nodes how many there are
 * @param endNanos after which nothing is injected, since the beginning
 * @param slotNanos mean time from one disturbance to the next
 */
record Rhythm(Seed seed, int nodes, long endNanos, long slotNanos) {
  /** Below this there would be more injecting and recovering than disturbance. */
  private static final long SLOT_NANOS_MIN = 3_000_000_000L;

  private static final long SLOT_NANOS_MAX = 4_000_000_000L;

  /** Between two attempts at what could not be done. */
  static final long RETRY_NANOS = 500_000_000L;

  /** Between two looks for what is waited for. */
  static final long AWAIT_NANOS = 50_000_000L;

  /** A disturbance shorter than this shows nothing. */
  static final long HOLD_NANOS_MIN = 1_000_000_000L;

  private static final long LONG_NANOS = 12_000_000_000L;

  /** An election after a lost leader takes up to two seconds. */
  private static final long ELECTION_NANOS_MAX = 2_000_000_000L;

  static Rhythm of(Seed seed, int nodes, long endNanos, int kinds) {
    long slot = Math.clamp(endNanos / Math.max(1, kinds), SLOT_NANOS_MIN, SLOT_NANOS_MAX);
    return new Rhythm(seed, nodes, endNanos, slot);
  }

  /**
   * How long a disturbance lasts. One of the leader outlasts the election of a successor, by as
   * much as that took: what two leaders do at the same time is what most bugs need. While a
   * majority is down nothing happens that could be seen.
   */
  long holdNanos(long position, Fault fault) {
    if (stopsAll(fault)) {
      return HOLD_NANOS_MIN;
    }
    if (isLong(position, fault)) {
      return LONG_NANOS;
    }
    int percent = 30 + seed.fork("hold").below(position, 21);
    return fault.victims().equals(Optional.of(new Targets.Leader()))
        ? Math.max(2 * ELECTION_NANOS_MAX, slotNanos * (40 + percent) / 100)
        : Math.max(HOLD_NANOS_MIN, slotNanos * percent / 100);
  }

  /**
   * The calm after a script: 12 to 27 % of a slot, and time for an election where a majority was
   * down or one disturbance followed the other, since the next shall find the system at work.
   */
  long calmNanos(long position, Script before) {
    long calm = slotNanos * (12 + seed.fork("calm").below(position, 16)) / 100;
    boolean exhausting =
        before.isCompound() || before.steps().stream().anyMatch(step -> stopsAll(step.fault()));
    return exhausting ? calm + ELECTION_NANOS_MAX : calm;
  }

  /** The same with fewer disturbances. */
  Rhythm slower() {
    return new Rhythm(seed, nodes, endNanos, 2 * slotNanos);
  }

  /** One in six, where there is time: what shows only when a node was away for long. */
  private boolean isLong(long position, Fault fault) {
    return endNanos >= 2 * LONG_NANOS
        && fault.takesNodes()
        && seed.fork("long").below(position, 6) == 0;
  }

  private boolean stopsAll(Fault fault) {
    return fault.recovery().equals(new Fault.Restart())
        && fault.victims().orElse(new Targets.Leader()) instanceof Targets.Nodes targets
        && targets.nodes().size() > nodes / 2;
  }
}
