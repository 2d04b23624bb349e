package dev.assay.harness.environment;

import dev.assay.harness.client.Client;
import dev.assay.harness.interpreter.Interpreter;
import dev.assay.history.ProcessId;
import java.util.function.Function;

/**
 * Runs an interpreter in some kind of time. There are two: real time with virtual threads, and the
 * simulator's event queue.
 */
public interface Driver {
  /** Nanoseconds since the driver was made, monotonic: the time of every event in the history. */
  long nowNanos();

  /**
   * Asks the interpreter for steps until it is done.
   *
   * @param clients opens the client of a process that appears for the first time
   */
  void run(Interpreter interpreter, Function<ProcessId, Client> clients);
}
