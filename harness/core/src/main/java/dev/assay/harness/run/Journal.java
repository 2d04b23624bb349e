package dev.assay.harness.run;

import dev.assay.history.Value;

/**
 * Where a run notes what is no operation: which stage began, how it ended, what the environment
 * saw. Any thread.
 */
public interface Journal {
  /**
   * Appends a note.
   *
   * @param timeNanos since the run's start
   * @param source a node's name, or {@code harness}
   * @param event what happened, one word
   */
  void note(long timeNanos, String source, String event, Value.Fields facts);
}
