package dev.assay.cli.sabotage;

import dev.assay.harness.interpreter.Recorder;
import dev.assay.history.Event;
import java.util.ArrayDeque;
import java.util.Queue;

/** H7: writes a second later, and is never told to finish. */
final class LateRecorder implements Recorder {
  private static final long LATE_NANOS = 1_000_000_000;

  private final Recorder below;
  private final Queue<Event> kept = new ArrayDeque<>();

  LateRecorder(Recorder below) {
    this.below = below;
  }

  @Override
  public void record(Event event) {
    kept.add(event);
    while (kept.element().timeNanos() < event.timeNanos() - LATE_NANOS) {
      below.record(kept.remove());
    }
  }
}
