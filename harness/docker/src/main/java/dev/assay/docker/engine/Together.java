package dev.assay.docker.engine;

import dev.assay.harness.environment.EnvironmentException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The same work on several things at once, each on a virtual thread, all within one bound. */
public final class Together {
  private Together() {}

  /**
   * Returns the results in the order of the items, when all are done.
   *
   * @param what the work, as a message names it: "start", say
   * @throws EnvironmentException when one fails, or when the bound has passed; what still works is
   *     interrupted
   */
  public static <T, R> SequencedMap<T, R> each(
      String what, Collection<T> items, Duration bound, Function<? super T, ? extends R> work) {
    long deadline = System.nanoTime() + bound.toNanos();
    ExecutorService workers =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("docker-" + what + "-", 0).factory());
    try {
      Map<T, Future<R>> pending = new LinkedHashMap<>();
      items.forEach(item -> pending.put(item, workers.submit(() -> work.apply(item))));
      SequencedMap<T, R> results = new LinkedHashMap<>();
      for (Map.Entry<T, Future<R>> one : pending.entrySet()) {
        results.put(
            one.getKey(), result(what + " " + one.getKey(), bound, deadline, one.getValue()));
      }
      return results;
    } finally {
      // Not close(): that would wait without bound for an engine that hangs.
      workers.shutdownNow();
    }
  }

  private static <R> R result(String what, Duration bound, long deadline, Future<R> future) {
    try {
      return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new EnvironmentException(what + " failed: " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new EnvironmentException(
          what + " was not done within " + bound.toSeconds() + " s: does the Docker engine hang?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException(what + " was interrupted", e);
    }
  }
}
