package dev.assay.environment.proxy;

/** Lets through so many bytes per millisecond; a large chunk goes in pieces of 100 ms. */
final class BandwidthStage extends Stage {
  private static final int PIECE_MILLIS = 100;
  private static final long LATE_NANOS_MAX = millisToNanos(PIECE_MILLIS);

  private final long bytesPerMillis;
  private int pieceBytes;
  private long dueAtNanos = NEVER;

  /** How late the last piece went: the timer's error, which the next piece makes up for. */
  private long lateNanos;

  BandwidthStage(Meter meter, ToxicKind.Bandwidth kind) {
    super(meter);
    this.bytesPerMillis = kind.rate();
  }

  @Override
  boolean step(long now, Inlet next) {
    Chunk head = held().peek();
    if (head == null) {
      return passEnd(next);
    }
    if (bytesPerMillis <= 0) {
      return false;
    }
    if (dueAtNanos == NEVER) {
      pieceBytes = (int) Math.min(head.size(), Math.min(bytesPerMillis, 1 << 20) * PIECE_MILLIS);
      dueAtNanos = now - lateNanos + pieceBytes * 1_000_000L / bytesPerMillis;
    }
    if (now < dueAtNanos) {
      return false;
    }
    if (next.full()) {
      return false;
    }
    next.data(pieceBytes == head.size() ? held().remove() : head.take(pieceBytes));
    lateNanos = Math.min(now - dueAtNanos, LATE_NANOS_MAX);
    dueAtNanos = NEVER;
    return true;
  }

  @Override
  long wakeAtNanos() {
    return dueAtNanos;
  }
}
