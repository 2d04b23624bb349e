package dev.assay.cli.simulation;

import dev.assay.checkers.result.Verdict;
import dev.assay.history.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Lives scenarios of many seeds, each wholly on one thread. Whatever the number of threads, the
 * same seed lives the same life.
 */
public final class Campaign {
  private final Swarm swarm;
  private final Seeds seeds;
  private final Bounds bounds;

  /**
   * When it ends, beside the end of its seeds.
   *
   * @param jobs threads, 1..256
   * @param deadlineNanos by {@link System#nanoTime}: nothing is begun after it
   * @param failuresMax lives that did not pass, after which nothing is begun
   */
  public record Bounds(int jobs, long deadlineNanos, int failuresMax) {}

  public Campaign(Swarm swarm, Seeds seeds, Bounds bounds) {
    this.swarm = swarm;
    this.seeds = seeds;
    this.bounds = bounds;
  }

  /**
   * Returns when the last life is over. Interrupting the calling thread ends those under way, and
   * is still to be seen afterwards.
   *
   * @param observer told of each life that is over or was cut short, one at a time, in the order in
   *     which they end; called from the campaign's threads
   */
  public void live(Consumer<Life> observer) {
    AtomicLong next = new AtomicLong();
    AtomicLong failures = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    List<Throwable> broken = new ArrayList<>();
    for (int i = 1; i <= bounds.jobs(); i++) {
      threads.add(
          Thread.ofPlatform()
              .name("simulation-" + i)
              .start(() -> work(next, failures, observer, broken)));
    }
    if (Joined.interrupted(threads)) {
      Thread.currentThread().interrupt();
    }
    if (!broken.isEmpty()) {
      throw Joined.thrown(broken.getFirst());
    }
  }

  private void work(
      AtomicLong next, AtomicLong failures, Consumer<Life> observer, List<Throwable> broken) {
    try {
      while (failures.get() < bounds.failuresMax()
          && System.nanoTime() - bounds.deadlineNanos() < 0
          && !Thread.currentThread().isInterrupted()) {
        long position = next.getAndIncrement();
        if (position >= seeds.count()) {
          return;
        }
        Life life = Life.of(swarm.draw(new Seed(seeds.at(position))));
        synchronized (this) {
          if (life.verdict() != Verdict.PASS && !life.interrupted()) {
            failures.incrementAndGet();
          }
          observer.accept(life);
        }
        if (life.interrupted()) {
          return;
        }
      }
    } catch (RuntimeException | Error e) {
      failures.set(bounds.failuresMax());
      synchronized (this) {
        broken.add(e);
      }
    }
  }
}
