package dev.assay.harness.generator;

import dev.assay.history.Event;
import dev.assay.history.Seed;
import java.util.OptionalLong;

/**
 * Operations of all processes together at a mean rate. The times when they are due don't depend on
 * when they were really invoked, so that the rate is kept although each is a little late.
 */
record Rate(Pace pace, long position, OptionalLong dueNanos, Generator inner) implements Generator {
  /** Lost time beyond this is lost for good: no burst follows a long silence. */
  private static final long CATCH_UP_NANOS_MAX = 500_000_000;

  /** How operations are spread over time. */
  record Pace(Seed seed, Spacing spacing, long meanNanos) {}

  @Override
  public Next next(Context context) {
    long due = dueNanos.orElse(context.nowNanos());
    if (context.nowNanos() < due) {
      return new Next.Pending(due, this);
    }
    Next next = inner.next(context);
    return switch (next) {
      case Next.Invoke _ -> {
        long gap = pace.spacing.gapNanos(pace.seed, position, pace.meanNanos);
        long following = Math.max(due, context.nowNanos() - CATCH_UP_NANOS_MAX) + gap;
        yield next.wrap(rest -> at(position + 1, following, rest));
      }
      case Next.Pending _ -> next.wrap(rest -> at(position, due, rest));
      case Next.Exhausted exhausted -> exhausted;
    };
  }

  @Override
  public Generator update(Context context, Event event) {
    Generator updated = inner.update(context, event);
    return updated.is(inner) ? this : new Rate(pace, position, dueNanos, updated);
  }

  private Rate at(long position, long due, Generator rest) {
    return new Rate(pace, position, OptionalLong.of(due), rest);
  }
}
