package dev.assay.harness.driver;

import dev.assay.harness.client.Client;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.interpreter.Interpreter;
import dev.assay.history.ProcessId;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Runs operations in real time: one loop on the calling thread, clients on virtual threads.
 *
 * <p>Both times of an operation are taken on the loop. That can only widen its interval, which may
 * hide a violation but never invents one.
 */
public final class RealTimeDriver implements Driver {
  private final long originNanos = System.nanoTime();
  private final Bounds bounds;

  /**
   * How long an operation may stay unanswered before the driver calls it unknown itself, closes its
   * client and goes on without it.
   *
   * @param client a client's own time-out and some grace
   * @param nemesis longer than the slowest fault takes, a restart or healing everything
   */
  public record Bounds(Duration client, Duration nemesis) {
    public static final Bounds DEFAULT = new Bounds(Duration.ofSeconds(15), Duration.ofMinutes(3));

    Duration of(ProcessId process) {
      return process.isClient() ? client : nemesis;
    }
  }

  public RealTimeDriver(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public long nowNanos() {
    return System.nanoTime() - originNanos;
  }

  @Override
  public long originNanos() {
    return originNanos;
  }

  @Override
  public Executor background() {
    return task -> Thread.ofVirtual().name("assay-nemesis").start(task);
  }

  @Override
  public void run(Interpreter interpreter, Function<ProcessId, Client> clients) {
    try (RealTimeLoop loop = new RealTimeLoop(this, bounds, clients)) {
      loop.run(interpreter);
    }
  }
}
