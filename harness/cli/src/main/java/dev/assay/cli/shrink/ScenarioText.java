package dev.assay.cli.shrink;

import dev.assay.checkers.result.CheckResult;
import dev.assay.cli.simulation.Life;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A life as a story for people, a line for each thing that matters. */
public final class ScenarioText {
  private static final int LINES_MAX = 400;

  private record Line(long nanos, String text) {}

  private ScenarioText() {}

  /**
   * The story.
   *
   * @param directory of the same life, for who led when
   */
  public static String of(Life life, RunDirectory directory) {
    StringBuilder text = new StringBuilder();
    text.append(life.scenario().subject().nodes()).append(" nodes");
    if (!life.scenario().subject().mutants().isEmpty()) {
      text.append(" with ").append(String.join(", ", life.scenario().subject().mutants()));
    }
    text.append('\n');
    List<Line> lines = new ArrayList<>(leaders(directory));
    long until = life.stageNanos("closing");
    for (Event event : life.history().events()) {
      if (event.timeNanos() < until) {
        lines.add(new Line(event.timeNanos(), words(event)));
      }
    }
    lines.sort(Comparator.comparingLong(Line::nanos));
    for (Line line : lines.subList(0, Math.min(LINES_MAX, lines.size()))) {
      text.append(String.format(Locale.ROOT, "%9.3f s  %s%n", line.nanos / 1e9, line.text));
    }
    if (lines.size() > LINES_MAX) {
      text.append("           (").append(lines.size() - LINES_MAX).append(" more)\n");
    }
    for (CheckResult check : Signature.failed(life.results())) {
      text.append("FAIL ")
          .append(check.checker())
          .append(": ")
          .append(check.summary())
          .append('\n');
    }
    return text.toString();
  }

  private static String words(Event event) {
    String who = event.process().isClient() ? "process " + event.process() : "nemesis";
    String fields =
        event.value() instanceof Value.Fields value
            ? value.fields().entrySet().stream()
                .filter(field -> !HIDDEN.contains(field.getKey()))
                .map(field -> field.getKey() + " " + ValueJson.write(field.getValue()))
                .collect(Collectors.joining(", "))
                .replace("\"", "")
            : "";
    String how =
        event.type() == EventType.INVOKE
            ? ""
            : " -> " + event.type().name().toLowerCase(Locale.ROOT);
    String why = event.error().map(error -> " (" + error + ")").orElse("");
    return "#%d %s: %s %s%s%s".formatted(event.index(), who, event.f(), fields, how, why);
  }

  private static final Set<String> HIDDEN = Set.of("atMillis", "proven", "id");

  private static List<Line> leaders(RunDirectory directory) {
    List<Line> lines = new ArrayList<>();
    if (!Files.exists(directory.eventsFile())) {
      return lines;
    }
    try {
      for (String text : Files.readAllLines(directory.eventsFile())) {
        if (ValueJson.read(text) instanceof Value.Fields event
            && event.get("event").orElse(Value.NIL).equals(Value.of("became-primary"))
            && event.get("time").orElse(Value.NIL) instanceof Value.Whole(long nanos)
            && event.get("source").orElse(Value.NIL) instanceof Value.Text(String node)) {
          lines.add(
              new Line(
                  nanos,
                  node
                      + " leads"
                      + event.get("epoch").map(e -> " in epoch " + ValueJson.write(e)).orElse("")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory.eventsFile(), e);
    } catch (JsonException e) {
      throw new IllegalStateException(directory.eventsFile() + ": " + e.getMessage(), e);
    }
    return lines;
  }

  /** How many operations clients invoked, and how many faults and recoveries were injected. */
  public static String size(History history) {
    return "%d operations of clients, %d of the nemesis"
        .formatted(history.clientOperations().size(), history.faults().size());
  }
}
