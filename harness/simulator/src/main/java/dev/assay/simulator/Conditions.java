package dev.assay.simulator;

/**
 * How a directed link treats messages. Chances are per million messages.
 *
 * @param delayNanosMin the shortest way
 * @param delayNanosMax the longest usual way; delays between are equally likely
 * @param tail chance that a message takes up to {@code tailNanosMax} longer
 * @param tailNanosMax at most that much longer
 * @param loss chance that a message gets lost
 * @param duplicate chance that it arrives twice
 * @param overtake chance that it need not queue behind those sent before it; the others arrive in
 *     the order in which they were sent, as on a connection
 */
public record Conditions(
    long delayNanosMin,
    long delayNanosMax,
    int tail,
    long tailNanosMax,
    int loss,
    int duplicate,
    int overtake) {
  private static final int MILLION = 1_000_000;

  public Conditions {
    if (delayNanosMin < 0 || delayNanosMax < delayNanosMin || tailNanosMax < 0) {
      throw new IllegalArgumentException(
          "delay %d..%d ns, tail %d ns: not a range of times to come"
              .formatted(delayNanosMin, delayNanosMax, tailNanosMax));
    }
    checkChance("tail", tail);
    checkChance("loss", loss);
    checkChance("duplicate", duplicate);
    checkChance("overtake", overtake);
  }

  /** A rack: 0.2 to 1 ms, one message in a thousand up to 50 ms; nothing lost or out of order. */
  public static Conditions calm() {
    return new Conditions(200_000, 1_000_000, 1_000, 50_000_000, 0, 0, 0);
  }

  /** Like {@link #calm} but 0.1 % lost, 0.1 % doubled, 1 % overtaking. */
  public static Conditions rough() {
    return new Conditions(200_000, 1_000_000, 2_000, 100_000_000, 1_000, 1_000, 10_000);
  }

  private static void checkChance(String name, int perMillion) {
    if (perMillion < 0 || perMillion > MILLION) {
      throw new IllegalArgumentException(
          name + " " + perMillion + " is not a chance per million within 0.." + MILLION);
    }
  }
}
