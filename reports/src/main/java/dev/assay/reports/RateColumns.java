package dev.assay.reports;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Operations per second and latency, by intervals of the run. */
final class RateColumns {
  /** No chart has more points than this. */
  private static final int INTERVALS_MAX = 1_000;

  private static final long SECOND_NANOS = 1_000_000_000;

  private final long intervalNanos;
  private final List<Interval> intervals = new ArrayList<>();

  /** What happened in one interval; latencies in microseconds of ok operations. */
  static final class Interval {
    private final Histogram latency = new Histogram(2);
    private long ok;
    private long fail;
    private long unknown;

    long ok() {
      return ok;
    }

    long fail() {
      return fail;
    }

    long unknown() {
      return unknown;
    }

    Histogram latency() {
      return latency;
    }
  }

  RateColumns(List<Operation> operations, long endNanos) {
    long seconds = Math.max(1, endNanos / SECOND_NANOS + 1);
    intervalNanos = SECOND_NANOS * Math.max(1, (seconds + INTERVALS_MAX - 1) / INTERVALS_MAX);
    long count = endNanos / intervalNanos + 1;
    for (long i = 0; i < count; i++) {
      intervals.add(new Interval());
    }
    operations.forEach(operation -> count(operation, endNanos));
  }

  double intervalSeconds() {
    return (double) intervalNanos / SECOND_NANOS;
  }

  List<Interval> intervals() {
    return intervals;
  }

  static long latencyMicros(Operation operation) {
    return Math.max(1, (operation.completedNanos() - operation.invokedNanos()) / 1_000);
  }

  private void count(Operation operation, long endNanos) {
    boolean never = operation.completedNanos() == Long.MAX_VALUE;
    long at = never ? operation.invokedNanos() : operation.completedNanos();
    Interval interval = intervals.get((int) (Math.min(at, endNanos) / intervalNanos));
    switch (operation.outcome()) {
      case Outcome.Ok _ -> {
        interval.ok++;
        interval.latency.recordValue(latencyMicros(operation));
      }
      case Outcome.Fail _ -> interval.fail++;
      case Outcome.Unknown _ -> interval.unknown++;
    }
  }
}
