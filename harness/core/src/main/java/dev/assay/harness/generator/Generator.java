package dev.assay.harness.generator;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Event;
import dev.assay.history.ProcessId;
import java.util.function.UnaryOperator;

/**
 * A pure value that yields the next operation. Asking twice in the same context gives the same
 * answer; all progress is in the generator that is returned. Implementations are immutable, and
 * draw from a {@link dev.assay.history.Seed} by position. {@link Generators} has the usual ones.
 */
public interface Generator {
  Next next(Context context);

  /** Called for every event that was recorded, invocations included. */
  default Generator update(Context context, Event event) {
    return this;
  }

  /** Whether it is the same object: the cheap sign that nothing has changed. */
  @SuppressWarnings("ReferenceEquality")
  default boolean is(Generator other) {
    return this == other;
  }

  sealed interface Next {
    /**
     * Invoke at this time or, if it has passed, at once. An answer for later is asked for again
     * when its time has come: a generator that must remember when it was asked first answers {@link
     * Pending} until then.
     *
     * @param process one of the context's free processes
     */
    record Invoke(long atNanos, ProcessId process, Invocation invocation, Generator rest)
        implements Next {}

    /**
     * Nothing now: ask again after the next completion, or at this time ({@code Long.MAX_VALUE}:
     * after a completion only). The time is later than the context's.
     */
    record Pending(long untilNanos, Generator rest) implements Next {}

    /** Nothing any more, whatever happens. */
    record Exhausted() implements Next {}

    /** The same answer from a generator that wraps the one that gave it. */
    default Next wrap(UnaryOperator<Generator> wrapper) {
      return switch (this) {
        case Invoke invoke ->
            new Invoke(
                invoke.atNanos(),
                invoke.process(),
                invoke.invocation(),
                wrapper.apply(invoke.rest()));
        case Pending pending -> new Pending(pending.untilNanos(), wrapper.apply(pending.rest()));
        case Exhausted exhausted -> exhausted;
      };
    }
  }
}
