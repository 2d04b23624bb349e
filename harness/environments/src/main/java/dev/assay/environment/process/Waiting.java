package dev.assay.environment.process;

import dev.assay.harness.environment.EnvironmentException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits, with a bound, for something that can only be seen by looking. */
final class Waiting {
  private Waiting() {}

  /**
   * Looks again and again.
   *
   * @param pauseNanos between two looks
   * @return whether the condition held before the bound passed; it is looked at once more after
   * @throws EnvironmentException when the thread was interrupted
   */
  static boolean until(Duration bound, long pauseNanos, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > bound.toNanos()) {
        return condition.getAsBoolean();
      }
      LockSupport.parkNanos(pauseNanos);
      if (Thread.currentThread().isInterrupted()) {
        throw new EnvironmentException("interrupted while waiting for at most " + bound);
      }
    }
    return true;
  }
}
