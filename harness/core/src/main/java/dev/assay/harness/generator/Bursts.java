package dev.assay.harness.generator;

import dev.assay.history.Event;
import java.util.OptionalLong;

/** Lets another generator act for some time, then not for some time, and so on. */
record Bursts(long busyNanos, long idleNanos, OptionalLong startNanos, Generator inner)
    implements Generator {
  @Override
  public Next next(Context context) {
    long start = startNanos.orElse(context.nowNanos());
    long cycle = busyNanos + idleNanos;
    long cycleStart = context.nowNanos() - (context.nowNanos() - start) % cycle;
    if (context.nowNanos() >= cycleStart + busyNanos) {
      return new Next.Pending(cycleStart + cycle, from(start, inner));
    }
    return inner.next(context).wrap(rest -> from(start, rest));
  }

  @Override
  public Generator update(Context context, Event event) {
    Generator updated = inner.update(context, event);
    return updated.is(inner) ? this : new Bursts(busyNanos, idleNanos, startNanos, updated);
  }

  private Generator from(long start, Generator rest) {
    return new Bursts(busyNanos, idleNanos, OptionalLong.of(start), rest);
  }
}
