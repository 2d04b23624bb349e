package dev.assay.cli.verification;

import dev.assay.harness.run.RunEnd;
import dev.assay.history.Value;
import dev.assay.history.file.JsonLines;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a run ended, as its {@code events.jsonl} says: what was broken stays so when it is checked
 * again.
 */
public final class RecordedEnd {
  private RecordedEnd() {}

  /** A run without such a note did not come to its end: its harness was killed. */
  public static RunEnd of(RunDirectory run) {
    return note(run).map(RecordedEnd::end).orElseGet(RunEnd.Interrupted::new);
  }

  /** How many events the run handed to its history; empty when it did not come to say so. */
  public static OptionalLong events(RunDirectory run) {
    return note(run).flatMap(note -> note.get("events")).orElse(Value.NIL)
            instanceof Value.Whole(long events)
        ? OptionalLong.of(events)
        : OptionalLong.empty();
  }

  private static Optional<Value.Fields> note(RunDirectory run) {
    if (!Files.exists(run.eventsFile())) {
      return Optional.empty();
    }
    List<Value.Fields> notes = new ArrayList<>();
    JsonLines.readable(
        run.eventsFile(),
        event -> {
          if (event.get("event").orElse(Value.NIL).equals(Value.of("ended"))) {
            notes.add(event);
          }
        });
    return notes.isEmpty() ? Optional.empty() : Optional.of(notes.getLast());
  }

  private static RunEnd end(Value.Fields event) {
    if (event.get("end").orElse(Value.NIL).equals(Value.of("completed"))) {
      return new RunEnd.Completed();
    }
    if (event.get("cause").orElse(Value.NIL) instanceof Value.Text(String cause)) {
      return event.get("end").orElse(Value.NIL).equals(Value.of("falsified"))
          ? new RunEnd.Falsified(cause)
          : new RunEnd.Broken(cause, new IllegalStateException(cause));
    }
    return new RunEnd.Interrupted();
  }
}
