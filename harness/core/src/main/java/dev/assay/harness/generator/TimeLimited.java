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
    return switch (inner.next(context).wrap(rest -> until(deadline, rest))) {
      case Next.Invoke invoke ->
          invoke.atNanos() < deadline ? invoke : new Next.Pending(deadline, until(deadline, inner));
      case Next.Pending pending ->
          new Next.Pending(Math.min(pending.untilNanos(), deadline), pending.rest());
      case Next.Exhausted exhausted -> exhausted;
    };
  }

  @Override
  public Generator update(Context context, Event event) {
    return new TimeLimited(limitNanos, deadlineNanos, inner.update(context, event));
  }

  private Generator until(long deadline, Generator rest) {
    return new TimeLimited(limitNanos, OptionalLong.of(deadline), rest);
  }
}
