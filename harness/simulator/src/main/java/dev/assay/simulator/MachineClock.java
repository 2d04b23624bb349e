package dev.assay.simulator;

/**
 * A machine's two clocks, as functions of true (virtual) time: the wall clock may be off, jump and
 * drift; the monotonic one may run at another rate but never jumps.
 */
public final class MachineClock {
  /** What every wall clock without skew shows when the world begins, in ms since 1970. */
  public static final long WORLD_BEGINS_MILLIS = 1_790_000_000_000L;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final World world;
  private final String machine;
  private final Skew wall = new Skew();
  private final Skew monotonic = new Skew();

  MachineClock(World world, String machine) {
    this.world = world;
    this.machine = machine;
  }

  /** The true wall clock at this time of the world, in milliseconds since 1970. */
  public static long trueWallMillis(long worldNanos) {
    return WORLD_BEGINS_MILLIS + worldNanos / NANOS_PER_MILLI;
  }

  public long wallMillis() {
    return wallMillisAt(world.nowNanos());
  }

  /** What the wall clock will show at this time if nothing touches it before. */
  public long wallMillisAt(long worldNanos) {
    return WORLD_BEGINS_MILLIS
        + Math.floorDiv(worldNanos + wall.offsetNanosAt(worldNanos), NANOS_PER_MILLI);
  }

  public long monotonicNanos() {
    long now = world.nowNanos();
    return now + monotonic.offsetNanosAt(now);
  }

  /** Sets the wall clock off by this much from now on, without drift. */
  public void jump(long offsetNanos) {
    wall.set(world.nowNanos(), offsetNanos, 0);
    world.note(Kind.CLOCK, machine, offsetNanos);
  }

  /**
   * Lets the wall clock jump to and fro: off by so much in every other half of the period,
   * beginning now.
   */
  public void strobe(long offsetNanos, long periodNanos) {
    if (periodNanos < 2) {
      throw new IllegalArgumentException("a period of " + periodNanos + " ns has no halves");
    }
    wall.strobe(world.nowNanos(), offsetNanos, periodNanos);
    world.note(Kind.CLOCK, machine, offsetNanos ^ periodNanos);
  }

  /** Lets the wall clock gain this many thousandths from its present offset on. */
  public void drift(int perMille) {
    long now = world.nowNanos();
    wall.set(now, wall.offsetNanosAt(now), checked(perMille));
    world.note(Kind.CLOCK, machine, perMille);
  }

  /**
   * Lets the monotonic clock, and with it the machine's timers that are set from now on, gain this
   * many thousandths.
   */
  public void driftMonotonic(int perMille) {
    long now = world.nowNanos();
    monotonic.set(now, monotonic.offsetNanosAt(now), checked(perMille));
    world.note(Kind.CLOCK, machine, perMille);
  }

  /** The wall clock shows the true time again; the monotonic one goes on at the true rate. */
  public void reset() {
    jump(0);
    driftMonotonic(0);
  }

  /** What the monotonic clock will show at this time if nothing touches it before. */
  public long monotonicNanosAt(long worldNanos) {
    return worldNanos + monotonic.offsetNanosAt(worldNanos);
  }

  /** How much true time passes while this machine's monotonic clock counts so many nanoseconds. */
  long trueNanos(long monotonicNanos) {
    return monotonic.perMille == 0
        ? monotonicNanos
        : Math.multiplyExact(monotonicNanos, 1000L) / (1000 + monotonic.perMille);
  }

  private static int checked(int perMille) {
    if (perMille < -500 || perMille > 1000) {
      throw new IllegalArgumentException("drift " + perMille + " per mille is not in -500..1000");
    }
    return perMille;
  }

  private static final class Skew {
    private long sinceNanos;
    private long offsetNanos;
    private int perMille;

    /** 0: no strobe. */
    private long periodNanos;

    void set(long nowNanos, long offset, int drift) {
      sinceNanos = nowNanos;
      offsetNanos = offset;
      perMille = drift;
      periodNanos = 0;
    }

    void strobe(long nowNanos, long offset, long period) {
      set(nowNanos, offset, 0);
      periodNanos = period;
    }

    long offsetNanosAt(long nanos) {
      if (periodNanos > 0) {
        return (nanos - sinceNanos) % periodNanos * 2 < periodNanos ? offsetNanos : 0;
      }
      return offsetNanos + Math.multiplyExact(nanos - sinceNanos, (long) perMille) / 1000;
    }
  }
}
