package dev.assay.cli;

import dev.assay.checkers.result.Verdict;
import java.time.Duration;

/**
 * Lets Ctrl-C and SIGTERM end a run cleanly: the running thread is interrupted, heals and closes,
 * and the JVM waits for it, within a bound. Then the command's exit code says what its verdict was,
 * as at any other end.
 */
final class RunStop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Thread running = Thread.currentThread();
  private final Thread hook = new Thread(this::stop, "run-stop");
  private volatile boolean over;
  private volatile boolean asked;
  private volatile int exitCode = -1;

  RunStop() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The last that the command has to say. */
  void told(Verdict verdict) {
    exitCode = ExitCode.of(verdict);
  }

  /** Whether somebody wants the command to end. */
  boolean asked() {
    return asked;
  }

  @Override
  public void close() {
    over = true;
    synchronized (this) {
      notifyAll();
    }
    if (asked) {
      return; // The hook is running, and waits for this.
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The JVM is ending, and the hook finds nothing to do.
    }
  }

  private void stop() {
    if (over) {
      return;
    }
    asked = true;
    Thread.setDefaultUncaughtExceptionHandler(RunStop::report);
    running.interrupt();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (this) {
      while (!over && System.nanoTime() < deadline) {
        try {
          wait(1_000);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
    if (over && exitCode >= 0) {
      // Other hooks find nothing left to do: the cluster is closed.
      System.out.flush();
      Runtime.getRuntime().halt(exitCode);
    }
  }

  /** Testcontainers has a hook of its own, which fails at containers that ours is removing. */
  private static void report(Thread thread, Throwable failure) {
    if (!failure.getClass().getName().startsWith("com.github.dockerjava.")) {
      System.err.println("assay: while stopping, " + thread.getName() + ": " + failure);
    }
  }
}
