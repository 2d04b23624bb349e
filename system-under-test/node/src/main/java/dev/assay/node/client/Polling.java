package dev.assay.node.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waits, with a bound, for what can only be seen by looking. */
public final class Polling {
  private Polling() {}

  /** One look. */
  @FunctionalInterface
  public interface Look<T> {
    /** What was waited for; empty: not yet. */
    Optional<T> look() throws IOException, InterruptedException;
  }

  /**
   * Looks again and again on the calling thread, at once for the first time.
   *
   * @param pace between two looks
   * @return empty when the bound passed in vain; the last look began before it did
   */
  public static <T> Optional<T> within(Duration bound, Duration pace, Look<T> look)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    Optional<T> seen = look.look();
    while (seen.isEmpty() && System.nanoTime() - deadline < 0) {
      Thread.sleep(pace);
      seen = look.look();
    }
    return seen;
  }
}
