package dev.assay.harness.driver;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/** One operation under way. Its client answers from any thread, the loop lets it expire. */
final class Flight {
  private enum State {
    UNDER_WAY,
    ANSWERED,
    EXPIRED
  }

  private final ProcessId process;
  private final Invocation invocation;
  private final long deadlineNanos;
  private final BlockingQueue<Answer> inbox;
  private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);

  /** What a client said of an operation. */
  record Answer(Flight flight, Outcome outcome) {}

  Flight(
      ProcessId process, Invocation invocation, long deadlineNanos, BlockingQueue<Answer> inbox) {
    this.process = process;
    this.invocation = invocation;
    this.deadlineNanos = deadlineNanos;
    this.inbox = inbox;
  }

  ProcessId process() {
    return process;
  }

  Invocation invocation() {
    return invocation;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /**
   * Passes the answer on, unless the loop has stopped waiting for it. A second answer is passed on
   * too: the loop knows that it is one, and says so.
   */
  void answer(Outcome outcome) {
    state.compareAndSet(State.UNDER_WAY, State.ANSWERED);
    if (state.get() == State.ANSWERED && !inbox.offer(new Answer(this, outcome))) {
      throw new IllegalStateException(
          "process " + process + " completed '" + invocation.f() + "' far too often");
    }
  }

  /** The loop stops waiting; false when an answer is already on its way. */
  boolean expire() {
    return state.compareAndSet(State.UNDER_WAY, State.EXPIRED);
  }
}
