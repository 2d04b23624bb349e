package dev.assay.harness.generator;

import dev.assay.history.Event;
import java.util.OptionalLong;

/** Invokes nothing any more once so much time has passed since it was asked first. */
record TimeLimited(long limitNanos, OptionalLong deadlineNanos, Generator inner)
    implements Generator {
  @Override
  public Next next(Context context) {
    long deadline = deadlineNanos.orElse(Math.addExact(context.nowNanos(), limitNanos));
    if (context.nowNanos() >= deadline) {
      return new Next.Exhausted();
    }
    return switch (inner.next(context)) {
      case Next.Invoke invoke ->
          invoke.atNanos() < deadline
              ? invoke.wrap(rest -> until(deadline, rest))
              : new Next.Pending(deadline, until(deadline, inner));
      case Next.Pending pending ->
          new Next.Pending(
              Math.min(pending.untilNanos(), deadline), until(deadline, pending.rest()));
      case Next.Exhausted exhausted -> exhausted;
    };
  }

  @Override
  public Generator update(Context context, Event event) {
    Generator updated = inner.update(context, event);
    return updated.is(inner) ? this : new TimeLimited(limitNanos, deadlineNanos, updated);
  }

  private Generator until(long deadline, Generator rest) {
    return rest.is(inner) && deadlineNanos.isPresent()
        ? this
        : new TimeLimited(limitNanos, OptionalLong.of(deadline), rest);
  }
}
