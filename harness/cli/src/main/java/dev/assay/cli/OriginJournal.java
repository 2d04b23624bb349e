package dev.assay.cli;

import dev.assay.harness.run.Journal;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out, from the first note that the running driver stamps, where the run's time begins. */
final class OriginJournal implements Journal {
  private final Journal journal;
  private final Consumer<Duration> ready;
  private final long madeNanos = System.nanoTime();
  private volatile long originNanos;
  private volatile boolean known;

  /**
   * A journal around another one.
   *
   * @param ready told once how long it took until the nodes were there
   */
  OriginJournal(Journal journal, Consumer<Duration> ready) {
    this.journal = journal;
    this.ready = ready;
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
    if (event.equals("stage") && facts.get("stage").equals(Optional.of(Value.of("setup")))) {
      ready.accept(Duration.ofNanos(System.nanoTime() - madeNanos));
    }
  }
}
