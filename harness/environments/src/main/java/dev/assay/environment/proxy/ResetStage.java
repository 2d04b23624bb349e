package dev.assay.environment.proxy;

/** Resets the connection some time after its first data or its end; the data is dropped. */
final class ResetStage extends Stage {
  private final long waitNanos;
  private final Runnable reset;
  private long resetAtNanos = NEVER;

  /** Runs {@code reset} once; it must close both ends so that they see a reset. */
  ResetStage(Meter meter, ToxicKind.ResetPeer kind, Runnable reset) {
    super(meter);
    this.waitNanos = millisToNanos(kind.timeout());
    this.reset = reset;
  }

  @Override
  boolean step(long now, Inlet next) {
    if (resetAtNanos == NEVER && (!held().isEmpty() || ending())) {
      resetAtNanos = now + waitNanos;
    }
    while (!held().isEmpty()) {
      drop(held().remove());
    }
    if (now >= resetAtNanos) {
      close(next);
      reset.run();
      return true;
    }
    return false;
  }

  @Override
  long wakeAtNanos() {
    return ended() ? NEVER : resetAtNanos;
  }
}
