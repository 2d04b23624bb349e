package dev.assay.environment.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How far a wall clock is meant to be off, as a function of monotonic time.
 *
 * @param baseMicros the offset at the beginning
 * @param perMille what it gains since then, in thousandths of the time that passes
 * @param sinceNanos the beginning
 */
record Skew(long baseMicros, int perMille, long sinceNanos) {
  /** A drift that nobody ends stops here. */
  private static final long DRIFT_NANOS_MAX = Duration.ofHours(1).toNanos();

  static final Skew NONE = new Skew(0, 0, 0);

  static Skew fixed(Duration offset) {
    return new Skew(TimeUnit.NANOSECONDS.toMicros(offset.toNanos()), 0, 0);
  }

  /** Gains from this moment on what it is told to, from the offset that it has now. */
  Skew drifting(int perMilleFromNow, long nowNanos) {
    return new Skew(offsetMicros(nowNanos), perMilleFromNow, nowNanos);
  }

  boolean drifts() {
    return perMille != 0;
  }

  long offsetMicros(long nowNanos) {
    if (perMille == 0) {
      return baseMicros;
    }
    long elapsedNanos = Math.clamp(nowNanos - sinceNanos, 0, DRIFT_NANOS_MAX);
    return baseMicros + elapsedNanos / 1000 * perMille / 1000;
  }
}
