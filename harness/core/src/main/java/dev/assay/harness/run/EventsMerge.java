package dev.assay.harness.run;

import dev.assay.history.Value;
import dev.assay.history.file.JsonLines;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Brings what each node noted into the run's one {@code events.jsonl}, on the run's time axis. */
final class EventsMerge {
  private record Line(long time, String text) {}

  private EventsMerge() {}

  /**
   * Adds the nodes' events to the run's, sorted by time.
   *
   * @param originNanos the nodes' monotonic time at which the run's time is zero
   */
  static void into(RunDirectory run, List<String> nodes, long originNanos) {
    List<Line> lines = new ArrayList<>();
    read(run.eventsFile(), 0, lines);
    nodes.forEach(node -> read(run.nodeFolder(node).resolve("events.jsonl"), originNanos, lines));
    lines.sort(Comparator.comparingLong(Line::time));
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()).append('\n'));
    RunDirectory.writeAtomically(run.eventsFile(), text.toString());
  }

  private static void read(Path file, long originNanos, List<Line> lines) {
    if (!Files.exists(file)) {
      return;
    }
    JsonLines.readable(
        file,
        event -> {
          if (event.get("time").orElse(Value.NIL) instanceof Value.Whole(long time)) {
            Value.Fields shifted = event.with("time", Value.of(time - originNanos));
            lines.add(new Line(time - originNanos, ValueJson.write(shifted)));
          }
        });
  }
}
