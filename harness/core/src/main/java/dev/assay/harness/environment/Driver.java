package dev.assay.harness.environment;

import dev.assay.harness.client.Client;
import dev.assay.harness.interpreter.Interpreter;
import dev.assay.history.ProcessId;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Runs an interpreter in some kind of time. There are two: real time with virtual threads, and the
 * simulator's event queue.
 */
public interface Driver {
  /** Nanoseconds since the driver was made, monotonic: the time of every event in the history. */
  long nowNanos();

  /**
   * What the nodes' monotonic clocks show when this driver's time is zero: nodes on this machine
   * share its clock, simulated ones that of their world.
   */
  long originNanos();

  /** Runs calls that may block: on threads of their own in real time, at once in the simulator. */
  Executor background();

  /**
   * Asks the interpreter for steps until it is done, on the calling thread, and closes every client
   * that it opened. Interrupting that thread ends it early: nothing more is dispatched, operations
   * under way stay unanswered, and the thread's interrupt flag is set when it returns.
   *
   * @param clients opens the client of a process that appears for the first time; in real time
   *     called on that process's own thread
   */
  void run(Interpreter interpreter, Function<ProcessId, Client> clients);
}
