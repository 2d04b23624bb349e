package dev.assay.environment.proxy;

/** Lets everything through, and the end after a delay: noop, slow_close, and toxics not drawn. */
final class PassStage extends Stage {
  private final long endDelayNanos;
  private long endAtNanos = NEVER;

  PassStage(Meter meter, long endDelayMillis) {
    super(meter);
    this.endDelayNanos = millisToNanos(endDelayMillis);
  }

  @Override
  boolean step(long now, Inlet next) {
    if (!held().isEmpty()) {
      if (next.full()) {
        return false;
      }
      next.data(held().remove());
      return true;
    }
    if (!ending()) {
      return false;
    }
    if (endAtNanos == NEVER) {
      endAtNanos = now + endDelayNanos;
    }
    return now >= endAtNanos && passEnd(next);
  }

  @Override
  long wakeAtNanos() {
    return ended() ? NEVER : endAtNanos;
  }
}
