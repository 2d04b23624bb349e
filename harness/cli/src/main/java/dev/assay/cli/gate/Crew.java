package dev.assay.cli.gate;

import dev.assay.cli.simulation.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that take one task after the other.
 *
 * @param size how many, 1..256
 */
record Crew(int size) {
  /**
   * Does all tasks; interrupting the calling thread interrupts those that do them.
   *
   * @return whether all were done
   * @throws RuntimeException when one of them threw anything, once the others have ended
   */
  boolean work(List<Runnable> tasks) {
    AtomicInteger next = new AtomicInteger();
    List<Throwable> broken = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      threads.add(Thread.ofPlatform().name("gate-" + i).start(() -> take(tasks, next, broken)));
    }
    boolean interrupted = Joined.interrupted(threads);
    if (!broken.isEmpty()) {
      throw Joined.thrown(broken.getFirst());
    }
    return !interrupted;
  }

  private static void take(List<Runnable> tasks, AtomicInteger next, List<Throwable> broken) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        int number = next.getAndIncrement();
        if (number >= tasks.size()) {
          return;
        }
        tasks.get(number).run();
      }
    } catch (RuntimeException | Error e) {
      next.set(tasks.size());
      synchronized (broken) {
        broken.add(e);
      }
    }
  }
}
