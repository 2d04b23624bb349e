package dev.assay.benchmark;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a round came to.
 *
 * @param latencies of acknowledged operations, nanoseconds
 * @param failures operations that were not acknowledged
 * @param failure the last reason why not
 */
record Measurement(Duration took, Histogram latencies, long failures, String failure) {
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
    return "%-8s %8.0f ops/s   p50 %7.2f ms   p99 %7.2f ms   p999 %7.2f ms%s"
        .formatted(
            name,
            perSecond(),
            percentile(50),
            percentile(99),
            percentile(99.9),
            failures == 0
                ? ""
                : "   %d not acknowledged, the last: %s".formatted(failures, failure));
  }
}
