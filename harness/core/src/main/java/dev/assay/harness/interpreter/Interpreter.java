package dev.assay.harness.interpreter;

import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;

/**
 * Turns a generator into a history. Called by one driver thread; reads no clock. Completions are
 * drained before the next step is asked for. An invocation is recorded before it is dispatched, so
 * that a crash of the harness loses no attempt.
 */
public interface Interpreter {
  Step step(long nowNanos);

  /** Takes the one completion of an operation that was dispatched and has none yet. */
  void completed(long nowNanos, ProcessId process, Outcome outcome);
}
