package dev.assay.simulator;

import java.nio.charset.StandardCharsets;

/**
 * A stream of evenly distributed bits (SplitMix64: Steele, Lea, Flood 2014). Each host, each link
 * has one of its own, so that a draw added in one place changes nothing elsewhere.
 */
public final class Randomness {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final int MILLION = 1_000_000;

  private final long seed;
  private long state;

  public Randomness(long seed) {
    this.seed = seed;
    this.state = seed;
  }

  /** An independent stream that depends on this one's seed and the name, not on draws so far. */
  public Randomness fork(String name) {
    long hash = seed;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ (b & 0xff)) + GOLDEN_GAMMA;
    }
    return new Randomness(mix(hash));
  }

  public long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
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
    return below(MILLION) < perMillion;
  }

  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
