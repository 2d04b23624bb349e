package dev.assay.harness.generator;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.ProcessId;
import java.util.Optional;

/** The same operation again and again, one at a time, until one is ok or the attempts are used. */
record UntilOk(Invocation invocation, Patience patience, Optional<ProcessId> asked, State state)
    implements Generator {

  /** How often, and how long after a completion that was not ok. */
  record Patience(int attemptsMax, long pauseNanos) {}

  /** What happened so far. */
  record State(int attempts, long notBeforeNanos, boolean ok) {}

  @Override
  public Next next(Context context) {
    if (asked.isPresent()) {
      return new Next.Pending(Long.MAX_VALUE, this);
    }
    if (state.ok || state.attempts == patience.attemptsMax) {
      return new Next.Exhausted();
    }
    if (context.nowNanos() < state.notBeforeNanos) {
      return new Next.Pending(state.notBeforeNanos, this);
    }
    if (context.free().isEmpty()) {
      return new Next.Pending(Long.MAX_VALUE, this);
    }
    ProcessId process = context.freeFor(state.attempts);
    State tried = new State(state.attempts + 1, 0, false);
    return new Next.Invoke(
        context.nowNanos(),
        process,
        invocation,
        new UntilOk(invocation, patience, Optional.of(process), tried));
  }

  @Override
  public Generator update(Context context, Event event) {
    if (event.type() == EventType.INVOKE || !asked.equals(Optional.of(event.process()))) {
      return this;
    }
    State after =
        new State(
            state.attempts, event.timeNanos() + patience.pauseNanos, event.type() == EventType.OK);
    return new UntilOk(invocation, patience, Optional.empty(), after);
  }
}
