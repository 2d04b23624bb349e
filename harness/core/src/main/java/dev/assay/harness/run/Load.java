package dev.assay.harness.run;

/**
 * How much is asked of the system.
 *
 * @param concurrency clients that act at the same time, 1..1000
 * @param ratePerSecond operations of all clients together, 1..100000; fewer when the system is
 *     slower than that; {@link #UNPACED} when the workload itself says when each is due
 */
public record Load(int concurrency, int ratePerSecond) {
  public static final int UNPACED = 0;

  public Load {
    if (concurrency < 1 || concurrency > 1000) {
      throw new IllegalArgumentException("concurrency " + concurrency + " is not within 1..1000");
    }
    if (ratePerSecond < UNPACED || ratePerSecond > 100_000) {
      throw new IllegalArgumentException("rate " + ratePerSecond + " is not within 0..100000/s");
    }
  }
}
