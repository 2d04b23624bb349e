package dev.assay.harness.generator;

import dev.assay.history.Event;

/** At most so many operations. */
record Limited(long left, Generator inner) implements Generator {
  @Override
  public Next next(Context context) {
    if (left == 0) {
      return new Next.Exhausted();
    }
    Next next = inner.next(context);
    long after = next instanceof Next.Invoke ? left - 1 : left;
    return next.wrap(rest -> new Limited(after, rest));
  }

  @Override
  public Generator update(Context context, Event event) {
    Generator updated = inner.update(context, event);
    return updated.is(inner) ? this : new Limited(left, updated);
  }
}
