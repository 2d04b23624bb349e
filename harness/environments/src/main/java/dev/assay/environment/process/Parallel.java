package dev.assay.environment.process;

import dev.assay.harness.environment.EnvironmentException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does something with several nodes or links at once, each on a thread of its own. */
final class Parallel {
  private Parallel() {}

  /**
   * Returns when all are done.
   *
   * @throws EnvironmentException the first failure in their order, with the others suppressed
   */
  static <K extends Comparable<K>, T> Map<K, T> forEach(
      Collection<K> targets, Function<K, T> action) {
    Map<K, Future<T>> started = new TreeMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (K target : targets) {
        started.put(target, threads.submit(() -> action.apply(target)));
      }
    }
    Map<K, T> results = new TreeMap<>();
    EnvironmentException failure = null;
    for (Map.Entry<K, Future<T>> entry : started.entrySet()) {
      try {
        results.put(entry.getKey(), entry.getValue().get());
      } catch (ExecutionException | InterruptedException e) {
        EnvironmentException failed = failure(entry.getKey(), e);
        if (failure == null) {
          failure = failed;
        } else {
          failure.addSuppressed(failed);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static EnvironmentException failure(Object target, Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return e.getCause() instanceof EnvironmentException known
        ? known
        : new EnvironmentException(target + ": " + e.getCause(), e);
  }
}
