package dev.assay.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/**
 * Clients that each begin the next operation when the last one was answered. No thread waits: the
 * network's threads begin what follows.
 */
final class ClosedLoop {
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(20);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);
  private static final long LATENCY_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

  private final AtomicLong failures = new AtomicLong();
  private final AtomicReference<String> failure = new AtomicReference<>("");
  private final AtomicLong allowance;
  private volatile boolean ended;

  private ClosedLoop(long operationsMax) {
    allowance = new AtomicLong(operationsMax);
  }

  /** Lets all operations go on for a time. */
  static Measurement run(List<Operation> operations, Duration time) throws InterruptedException {
    return new ClosedLoop(Long.MAX_VALUE).measure(operations, time);
  }

  /** Lets all operations go on until so many were begun. */
  static Measurement count(List<Operation> operations, long operationsMax)
      throws InterruptedException {
    return new ClosedLoop(operationsMax).measure(operations, Duration.ofHours(1));
  }

  private Measurement measure(List<Operation> operations, Duration time)
      throws InterruptedException {
    CountDownLatch running = new CountDownLatch(operations.size());
    List<LoopClient> clients = new ArrayList<>();
    try (ScheduledExecutorService pauses = Executors.newSingleThreadScheduledExecutor()) {
      operations.forEach(operation -> clients.add(new LoopClient(operation, pauses, running)));
      long began = System.nanoTime();
      clients.forEach(LoopClient::next);
      boolean complete = running.await(time.toNanos(), TimeUnit.NANOSECONDS);
      ended = true;
      if (!complete && !running.await(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "%d clients had no answer within %s".formatted(running.getCount(), LAST_ANSWERS));
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      Histogram all = new Histogram(LATENCY_NANOS_MAX, 3);
      clients.forEach(client -> all.add(client.latencies));
      return new Measurement(took, all, failures.get(), failure.get(), Duration.ZERO);
    }
  }

  private final class LoopClient {
    private final Operation operation;
    private final ScheduledExecutorService pauses;
    private final CountDownLatch running;

    /** Written by one operation after the other, read when the last has ended. */
    private final Histogram latencies = new Histogram(LATENCY_NANOS_MAX, 3);

    LoopClient(Operation operation, ScheduledExecutorService pauses, CountDownLatch running) {
      this.operation = operation;
      this.pauses = pauses;
      this.running = running;
    }

    void next() {
      if (ended || allowance.getAndDecrement() <= 0) {
        running.countDown();
        return;
      }
      long began = System.nanoTime();
      operation.begin(problem -> done(began, problem));
    }

    private void done(long began, Optional<String> problem) {
      if (problem.isEmpty()) {
        latencies.recordValue(Math.min(System.nanoTime() - began, LATENCY_NANOS_MAX));
        next();
        return;
      }
      failures.incrementAndGet();
      failure.set(problem.get());
      var _ = pauses.schedule(this::next, PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
