package dev.assay.harness.environment;

/**
 * How much worse a link is made than it is by itself.
 *
 * @param delayMillis every message takes so much longer
 * @param jitterMillis and up to so much, by chance
 * @param lossPerMille messages that get lost
 * @param duplicatePerMille messages that arrive twice
 * @param reorderPerMille messages that need not queue behind earlier ones
 * @param replayPerMille messages that arrive once more, seconds later
 * @param bytesPerSecond what passes at most; 0: no bound
 */
public record LinkShape(
    int delayMillis,
    int jitterMillis,
    int lossPerMille,
    int duplicatePerMille,
    int reorderPerMille,
    int replayPerMille,
    int bytesPerSecond) {
  private static final int MILLIS_MAX = 60_000;

  public LinkShape {
    within("delay", delayMillis, MILLIS_MAX);
    within("jitter", jitterMillis, MILLIS_MAX);
    within("loss", lossPerMille, 1000);
    within("duplicates", duplicatePerMille, 1000);
    within("reordering", reorderPerMille, 1000);
    within("replay", replayPerMille, 1000);
    within("bytes per second", bytesPerSecond, Integer.MAX_VALUE);
  }

  private static void within(String what, int number, int max) {
    if (number < 0 || number > max) {
      throw new IllegalArgumentException(what + " of " + number + " is not within 0.." + max);
    }
  }
}
