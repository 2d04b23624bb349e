package dev.assay.cli.shrink;

/**
 * When to be content with what is smallest.
 *
 * @param events of the simulator, in all lives together: the same on every machine
 * @param deadlineNanos by {@link System#nanoTime}, a last resort: what is found until then is not
 *     the same on a slower machine
 */
public record Bounds(long events, long deadlineNanos) {
  /** About half a minute on one core. */
  private static final long EVENTS_USUAL = 40_000_000;

  /** The usual work, until then. */
  public static Bounds until(long deadlineNanos) {
    return new Bounds(EVENTS_USUAL, deadlineNanos);
  }

  boolean timeIsUp() {
    return System.nanoTime() - deadlineNanos >= 0;
  }
}
