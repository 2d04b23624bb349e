package dev.assay.history;

import java.nio.charset.StandardCharsets;

/**
 * The source of every choice of a run. A seed is forked by name, so that a draw added in one place
 * changes nothing elsewhere, and drawn from by position, so that the k-th choice is the same in
 * every environment and in whatever order choices are asked for. Mixing is that of SplitMix64
 * (Steele, Lea, Flood 2014).
 */
public record Seed(long value) {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /** An independent seed for the part of the run that goes by this name. */
  public Seed fork(String name) {
    long hash = value;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ (b & 0xff)) + GOLDEN_GAMMA;
    }
    return new Seed(mix(hash));
  }

  /** 64 evenly distributed bits that depend on this seed and the position alone. */
  public long draw(long position) {
    return mix(value + GOLDEN_GAMMA * (position + 1));
  }

  /** Evenly distributed within 0..bound-1, the bias below 2^-32. */
  public int below(long position, int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound " + bound + " is below 1: nothing to draw from");
    }
    return (int) (((draw(position) >>> 32) * bound) >>> 32);
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
