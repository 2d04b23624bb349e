package dev.assay.harness.generator;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Event;
import dev.assay.history.ProcessId;

/**
 * A pure value that yields the next operation. Asking twice in the same context gives the same
 * answer; all progress is in the generator that is returned. Implementations are immutable, and
 * draw from a {@link dev.assay.history.Seed} by position.
 */
public interface Generator {
  Next next(Context context);

  /** Called for every event that was recorded, invocations included. */
  default Generator update(Context context, Event event) {
    return this;
  }

  sealed interface Next {
    /**
     * Invoke at this time or, if it has passed, at once.
     *
     * @param process one of the context's free processes
     */
    record Invoke(long atNanos, ProcessId process, Invocation invocation, Generator rest)
        implements Next {}

    /**
     * Nothing now: ask again after the next completion, or at this time ({@code Long.MAX_VALUE}:
     * after a completion only).
     */
    record Pending(long untilNanos, Generator rest) implements Next {}

    record Exhausted() implements Next {}
  }
}
