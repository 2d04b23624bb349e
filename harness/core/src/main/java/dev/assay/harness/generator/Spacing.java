package dev.assay.harness.generator;

import dev.assay.history.Seed;

/** How operations of a given rate are spread over time. */
public enum Spacing {
  /** Gaps evenly distributed between none and twice the mean. */
  UNIFORM {
    @Override
    long gapNanos(Seed seed, long position, long meanNanos) {
      return Math.unsignedMultiplyHigh(seed.draw(position), Math.multiplyExact(2, meanNanos));
    }
  },
  /** Gaps as of many independent users: mostly short, sometimes long, so that bursts happen. */
  EXPONENTIAL {
    @Override
    long gapNanos(Seed seed, long position, long meanNanos) {
      double uniform = (seed.draw(position) >>> 11) * 0x1.0p-53;
      // StrictMath: Math.log may differ in its last bit between machines.
      return (long) (-StrictMath.log(1 - uniform) * meanNanos);
    }
  };

  abstract long gapNanos(Seed seed, long position, long meanNanos);
}
