package dev.assay.environment.process;

import dev.assay.harness.system.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Watches a node's clock until it has gained enough for a drift to be told from noise. */
final class DriftProof {
  private static final long GAIN_MILLIS = 60;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(1);
  private static final Duration BOUND = Duration.ofSeconds(4);

  private final SkewMeter meter;

  DriftProof(SkewMeter meter) {
    this.meter = meter;
  }

  /** What the clock gained against the host's between two readings. */
  record Gain(long gainedMillis, long elapsedMillis, long uncertaintyMillis) {

    /**
     * Whether that is the drift and nothing else: no further from it than half of it, and sure of
     * that much.
     */
    boolean shows(int perMille) {
      long expected = elapsedMillis * perMille / 1000;
      long half = Math.abs(expected) / 2;
      return perMille != 0
          ? uncertaintyMillis <= half && Math.abs(gainedMillis - expected) <= half
          : Math.abs(gainedMillis) <= uncertaintyMillis;
    }
  }

  /** Empty when the node does not answer; at most four seconds after that. */
  Optional<Gain> measure(NodeId node, int perMille) {
    SkewMeter.Reading[] first = new SkewMeter.Reading[1];
    boolean answered =
        Waiting.until(
            ANSWER_BOUND,
            POLL_NANOS,
            () -> {
              meter.read(node).ifPresent(it -> first[0] = it);
              return first[0] != null;
            });
    if (!answered) {
      return Optional.empty();
    }
    long enoughNanos = enoughNanos(perMille);
    Gain[] last = new Gain[1];
    Waiting.until(
        BOUND,
        POLL_NANOS,
        () -> {
          meter.read(node).ifPresent(it -> last[0] = between(first[0], it));
          return last[0] != null
              && last[0].elapsedMillis >= enoughNanos / 1_000_000
              && last[0].shows(perMille);
        });
    return Optional.ofNullable(last[0]);
  }

  private static long enoughNanos(int perMille) {
    long millis = perMille == 0 ? 500 : GAIN_MILLIS * 1000 / Math.abs(perMille);
    return TimeUnit.MILLISECONDS.toNanos(Math.min(millis, BOUND.toMillis() / 2));
  }

  private static Gain between(SkewMeter.Reading first, SkewMeter.Reading second) {
    return new Gain(
        second.millis() - first.millis(),
        (second.atNanos() - first.atNanos()) / 1_000_000,
        first.uncertaintyMillis() + second.uncertaintyMillis());
  }
}
