package dev.assay.environment.proxy;

/** Closes after so many bytes; an update of the limit keeps the count. */
final class LimitStage extends Stage {
  private final long limitBytes;
  private long passedBytes;

  LimitStage(Meter meter, ToxicKind.LimitData kind, long passedBytes) {
    super(meter);
    this.limitBytes = kind.bytes();
    this.passedBytes = passedBytes;
  }

  long passedBytes() {
    return passedBytes;
  }

  @Override
  boolean step(long now, Inlet next) {
    Chunk head = held().peek();
    if (head == null) {
      return passEnd(next);
    }
    if (next.full()) {
      return false;
    }
    int allowed = Math.clamp(limitBytes - passedBytes, 0, head.size());
    if (allowed > 0) {
      next.data(head.take(allowed));
      passedBytes += allowed;
    }
    if (head.size() == 0) {
      held().remove();
    }
    if (passedBytes >= limitBytes) {
      close(next);
    }
    return true;
  }
}
