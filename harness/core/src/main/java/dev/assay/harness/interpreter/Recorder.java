package dev.assay.harness.interpreter;

import dev.assay.history.Event;

/** Where a history is written to while it happens. Called by one thread, in the history's order. */
public interface Recorder {
  /**
   * Returns when the event will survive a crash of this program.
   *
   * @throws java.io.UncheckedIOException when it could not be written: the run can't go on
   */
  void record(Event event);
}
