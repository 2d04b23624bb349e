package dev.assay.benchmark;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a round came to.
 *
 * @param latencies of acknowledged operations, nanoseconds
 * @param failures operations that were not acknowledged
 * @param failure the last reason why not
 * @param computed what the nodes computed meanwhile, all together
 */
record Measurement(
    Duration took, Histogram latencies, long failures, String failure, Duration computed) {
  /**
   * The same with what the nodes computed meanwhile, which tells more than time on a machine that
   * is busy with other things.
   */
  Measurement costing(Duration nodes) {
    return new Measurement(took, latencies, failures, failure, nodes);
  }

  /** Processor time of all nodes for one operation, microseconds. */
  double costMicros() {
    return computed.toNanos() / 1e3 / Math.max(1, latencies.getTotalCount());
  }

  double perSecond() {
    return latencies.getTotalCount() * 1e9 / took.toNanos();
  }

  /**
   * Milliseconds.
   *
   * @param percentile 0 to 100
   */
  double percentile(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  String line(String name) {
    return "%-8s %8.0f ops/s   p50 %7.2f ms   p99 %7.2f ms   p999 %7.2f ms   cpu %4.0f us/op%s"
        .formatted(
            name,
            perSecond(),
            percentile(50),
            percentile(99),
            percentile(99.9),
            costMicros(),
            failures == 0
                ? ""
                : "   %d not acknowledged, the last: %s".formatted(failures, failure));
  }
}
