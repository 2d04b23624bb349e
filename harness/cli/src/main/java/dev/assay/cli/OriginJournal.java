package dev.assay.cli;

import dev.assay.harness.run.Journal;
import dev.assay.history.Value;

/** Finds out, from the first note that the running driver stamps, where the run's time begins. */
final class OriginJournal implements Journal {
  private final Journal journal;
  private volatile long originNanos;
  private volatile boolean known;

  OriginJournal(Journal journal) {
    this.journal = journal;
  }

  /** This machine's monotonic time at which the run's time is zero. */
  long originNanos() {
    return originNanos;
  }

  @Override
  public void note(long timeNanos, String source, String event, Value.Fields facts) {
    if (!known && timeNanos > 0) {
      originNanos = System.nanoTime() - timeNanos;
      known = true;
    }
    journal.note(timeNanos, source, event, facts);
  }
}
