package dev.assay.environment.proxy;

import java.util.random.RandomGenerator;

/**
 * Delays chunks, in order. The delay counts from a chunk's stamp, so that it does not limit the
 * throughput, and moves the stamp, so that two latencies add up.
 */
final class LatencyStage extends Stage {
  private static final int CAPACITY_CHUNKS = 1024;

  private final ToxicKind.Latency kind;
  private final RandomGenerator random;
  private long dueAtNanos = NEVER;

  LatencyStage(Meter meter, ToxicKind.Latency kind, RandomGenerator random) {
    super(meter);
    this.kind = kind;
    this.random = random;
  }

  @Override
  int capacityChunks() {
    return CAPACITY_CHUNKS;
  }

  @Override
  boolean step(long now, Inlet next) {
    Chunk head = held().peek();
    if (head == null) {
      return passEnd(next);
    }
    if (dueAtNanos == NEVER) {
      dueAtNanos = head.stampNanos() + delayNanos();
    }
    if (now < dueAtNanos || next.full()) {
      return false;
    }
    next.data(new Chunk(held().remove().data(), dueAtNanos));
    dueAtNanos = NEVER;
    return true;
  }

  private long delayNanos() {
    long nanos = millisToNanos(kind.latency());
    long jitter = millisToNanos(kind.jitter());
    return jitter == 0 ? nanos : Math.max(0, nanos + random.nextLong(-jitter, jitter));
  }

  @Override
  long wakeAtNanos() {
    return dueAtNanos;
  }

  @Override
  void interrupt(Inlet next) {
    dueAtNanos = NEVER;
    super.interrupt(next);
  }
}
