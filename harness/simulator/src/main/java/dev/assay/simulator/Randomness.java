package dev.assay.simulator;

import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * A stream of evenly distributed bits (SplitMix64: Steele, Lea, Flood 2014). Each host, each link
 * has one of its own, so that a draw added in one place changes nothing elsewhere. A stream with a
 * clock begins anew at each moment, so that a draw added at one time changes nothing later: a world
 * in which one thing less happens stays like the one in which it did.
 */
public final class Randomness {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final int MILLION = 1_000_000;

  private final long seed;
  private final LongSupplier clock;
  private long moment;
  private long state;

  /** Without a clock: the k-th draw depends on the seed and k alone. */
  public Randomness(long seed) {
    this(seed, () -> 0);
  }

  /** The k-th draw of a moment depends on the seed, the moment and k alone. */
  Randomness(long seed, LongSupplier clock) {
    this.seed = seed;
    this.clock = clock;
    this.state = seed;
  }

  /**
   * An independent stream that depends on this one's seed and the name, not on draws so far; with
   * the same clock.
   */
  public Randomness fork(String name) {
    long hash = seed;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ (b & 0xff)) + GOLDEN_GAMMA;
    }
    return new Randomness(mix(hash), clock);
  }

  /** The same stream without its clock. */
  Randomness untimed() {
    return new Randomness(seed);
  }

  public long next() {
    advance();
    return mix(state);
  }

  private void advance() {
    long now = clock.getAsLong();
    if (now != moment) {
      moment = now;
      state = mix(seed ^ mix(now + GOLDEN_GAMMA));
    }
    state += GOLDEN_GAMMA;
  }

  /** Within 0..bound-1, the bias below bound / 2^63. */
  public long below(long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound " + bound + " is below 1: nothing to draw from");
    }
    return (next() >>> 1) % bound;
  }

  /** Within low..high, both included. */
  public long between(long low, long high) {
    return low + below(Math.addExact(Math.subtractExact(high, low), 1));
  }

  /** True that many times in a million draws; 0 never, 1 000 000 always. */
  public boolean chance(int perMillion) {
    if (perMillion <= 0 || perMillion >= MILLION) {
      // Certain, but drawn all the same: what is drawn next does not depend on how likely this was.
      advance();
      return perMillion > 0;
    }
    return below(MILLION) < perMillion;
  }

  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
