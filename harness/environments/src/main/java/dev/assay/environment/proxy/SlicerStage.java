package dev.assay.environment.proxy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Cuts chunks into pieces of about the average size and pauses after each piece. */
final class SlicerStage extends Stage {
  private static final long PAUSE_MICROS_MAX = TimeUnit.DAYS.toMicros(1000);

  private final long average;
  private final long variation;
  private final long pauseNanos;
  private final RandomGenerator random;
  private final Deque<Chunk> pieces = new ArrayDeque<>();
  private long resumeAtNanos;

  SlicerStage(Meter meter, ToxicKind.Slicer kind, RandomGenerator random) {
    super(meter);
    this.average = kind.averageSize();
    this.variation = Math.min(kind.sizeVariation(), Link.CHUNK_BYTES_MAX);
    this.pauseNanos = TimeUnit.MICROSECONDS.toNanos(Math.min(kind.delay(), PAUSE_MICROS_MAX));
    this.random = random;
  }

  @Override
  boolean step(long now, Inlet next) {
    if (now < resumeAtNanos) {
      return false;
    }
    if (pieces.isEmpty()) {
      if (held().isEmpty()) {
        return passEnd(next);
      }
      slice(held().remove());
    }
    if (next.full()) {
      return false;
    }
    next.data(pieces.remove());
    resumeAtNanos = now + pauseNanos;
    return true;
  }

  /**
   * Halves, the cut moved at random, until what is left exceeds the average by no more than may.
   */
  private void slice(Chunk chunk) {
    int size = chunk.size();
    if (size - average <= variation) {
      pieces.add(chunk);
      return;
    }
    long middle = size / 2;
    if (variation > 0) {
      middle += random.nextLong(-variation, variation);
    }
    slice(chunk.take(Math.clamp(middle, 1, size - 1)));
    slice(chunk);
  }

  @Override
  long wakeAtNanos() {
    return ended() || (pieces.isEmpty() && held().isEmpty() && !ending()) ? NEVER : resumeAtNanos;
  }

  @Override
  void interrupt(Inlet next) {
    while (!pieces.isEmpty()) {
      next.data(pieces.remove());
    }
  }
}
