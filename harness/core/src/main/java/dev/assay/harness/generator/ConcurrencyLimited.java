package dev.assay.harness.generator;

import dev.assay.history.Event;

/** Invokes only while fewer than so many of the processes that it may use are busy. */
record ConcurrencyLimited(int limit, Generator inner) implements Generator {
  @Override
  public Next next(Context context) {
    if (context.busy().size() >= limit) {
      return new Next.Pending(Long.MAX_VALUE, this);
    }
    return inner.next(context).wrap(rest -> new ConcurrencyLimited(limit, rest));
  }

  @Override
  public Generator update(Context context, Event event) {
    Generator updated = inner.update(context, event);
    return updated.is(inner) ? this : new ConcurrencyLimited(limit, updated);
  }
}
