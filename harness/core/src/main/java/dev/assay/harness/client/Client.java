package dev.assay.harness.client;

import dev.assay.history.Outcome;
import java.util.function.Consumer;

/**
 * Does operations against the system under test, one at a time, on behalf of one process. The
 * driver opens one client for each process and closes it when the process ends.
 */
public interface Client extends AutoCloseable {
  /**
   * Starts an operation and returns; {@code completion} is called exactly once, on any thread, at
   * the latest when the client's own time-out has passed. It never retries: a redirect is a {@link
   * Outcome.Fail}, whatever may have happened unseen is an {@link Outcome.Unknown}. It must not
   * throw for what can go wrong in operation.
   */
  void invoke(Invocation invocation, Consumer<Outcome> completion);

  /**
   * How many requests it has sent to nodes since it was opened, from any thread; 0 for one that
   * does not count. More of them than operations are hidden retries, which break the run.
   */
  default long requestsSent() {
    return 0;
  }

  /** Releases what the client holds; an operation under way may stay unanswered. */
  @Override
  void close();
}
