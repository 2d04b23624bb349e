package dev.assay.environment.proxy;

/**
 * Toxiproxy's timeout: drops all data and, like a network that is gone, does not even tell that the
 * sender closed. Closes after a time without data, or when it is removed.
 */
final class BlackHoleStage extends Stage {
  private final long idleNanos;
  private long closeAtNanos = NEVER;

  BlackHoleStage(Meter meter, ToxicKind.Timeout kind) {
    super(meter);
    this.idleNanos = kind.timeout() > 0 ? millisToNanos(kind.timeout()) : NEVER;
  }

  @Override
  boolean step(long now, Inlet next) {
    boolean starts = closeAtNanos == NEVER && idleNanos != NEVER;
    if (starts || !held().isEmpty()) {
      closeAtNanos = idleNanos == NEVER ? NEVER : now + idleNanos;
      while (!held().isEmpty()) {
        drop(held().remove());
      }
    }
    if (now >= closeAtNanos) {
      close(next);
      return true;
    }
    return false;
  }

  @Override
  long wakeAtNanos() {
    return ended() ? NEVER : closeAtNanos;
  }

  @Override
  void interrupt(Inlet next) {
    while (!held().isEmpty()) {
      drop(held().remove());
    }
  }

  /** The two ends missed data: the connection can't be used any more. */
  @Override
  void release(Inlet next) {
    if (!ended()) {
      close(next);
    }
  }
}
