package dev.assay.simulator;

/**
 * What is wrong with a directed link beside its {@link Conditions}. Chances are per million
 * messages; of a chance here and there the larger holds.
 *
 * @param delayNanos every message takes so much longer
 * @param jitterNanos and up to so much by chance
 * @param replay chance that a message comes once more, out of order, up to {@code replayNanosMax}
 *     later
 * @param bytesPerSecond what passes; messages queue for it; 0: no bound
 */
public record Worse(
    long delayNanos,
    long jitterNanos,
    int loss,
    int duplicate,
    int overtake,
    int replay,
    long replayNanosMax,
    long bytesPerSecond) {
  public static final Worse NOTHING = new Worse(0, 0, 0, 0, 0, 0, 0, 0);

  public Worse {
    if (delayNanos < 0 || jitterNanos < 0 || replayNanosMax < 0 || bytesPerSecond < 0) {
      throw new IllegalArgumentException("a link that is worse by less than nothing");
    }
  }
}
