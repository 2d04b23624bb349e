package dev.assay.cli;

import dev.assay.checkers.Workers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Runs tasks on as many threads as there are processors, in the order in which they are given. */
final class Processors implements Workers {
  @Override
  public void run(List<Runnable> tasks) {
    int count = Math.min(tasks.size(), Runtime.getRuntime().availableProcessors());
    if (count <= 1) {
      Workers.ALONE.run(tasks);
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
    List<Thread> threads =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .name("check-" + i)
                        .daemon()
                        .uncaughtExceptionHandler((_, e) -> failure.set(Optional.of(e)))
                        .start(() -> work(tasks, next)))
            .toList();
    for (Thread thread : threads) {
      join(thread);
    }
    if (failure.get().isPresent()) {
      Throwable cause = failure.get().get();
      throw cause instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException("a check failed with " + cause, cause);
    }
  }

  private static void work(List<Runnable> tasks, AtomicInteger next) {
    for (int task = next.getAndIncrement(); task < tasks.size(); task = next.getAndIncrement()) {
      tasks.get(task).run();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a check was running", e);
    }
  }
}
