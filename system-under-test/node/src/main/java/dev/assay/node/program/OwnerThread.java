package dev.assay.node.program;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One thread that runs tasks in order, and a tick at a steady pace between them. When it was kept
 * from running for a while, it ticks once, not as often as it should have.
 */
final class OwnerThread {
  /** Tasks from outside that may wait. */
  static final int WAITING_MAX = 8192;

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final long paceNanos;
  private final Runnable tick;
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * @param onDeath told, on the thread, of what ended it
   */
  OwnerThread(String name, Duration pace, Runnable tick, Consumer<Throwable> onDeath) {
    paceNanos = pace.toNanos();
    this.tick = tick;
    thread =
        Thread.ofPlatform()
            .name(name)
            .uncaughtExceptionHandler((_, cause) -> onDeath.accept(cause))
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Takes a task from outside; false when too many wait already: then it was dropped. */
  boolean offer(Runnable task) {
    return tasks.size() < WAITING_MAX && tasks.offer(task);
  }

  /** Takes a task that must not be lost, and of which there is a bounded number. */
  void post(Runnable task) {
    tasks.add(task);
  }

  /** Lets the thread end after the task that runs now; what waits is dropped. */
  void stop() {
    stopped = true;
    tasks.add(() -> {});
  }

  /** Waits until the thread has ended; false when it did not in time. */
  boolean join(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  private void run() {
    long nextTick = System.nanoTime() + paceNanos;
    try {
      while (!stopped) {
        Runnable task = tasks.poll(nextTick - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (task != null) {
          task.run();
        }
        long now = System.nanoTime();
        if (now - nextTick >= 0 && !stopped) {
          tick.run();
          nextTick = Math.max(nextTick, now - paceNanos) + paceNanos;
        }
      }
    } catch (InterruptedException e) {
      // Nobody has this thread to interrupt it; ending it stops the node.
      Thread.currentThread().interrupt();
    }
  }
}
