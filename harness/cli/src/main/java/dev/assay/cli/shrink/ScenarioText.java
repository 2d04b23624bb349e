package dev.assay.cli.shrink;

import dev.assay.checkers.result.CheckResult;
import dev.assay.cli.simulation.Life;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.JsonLines;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A life as a story for people, a line for each thing that matters. */
public final class ScenarioText {
  private static final int LINES_MAX = 400;
  private static final Set<String> HIDDEN =
      Set.of("atMillis", "proven", "id", "via", "targets", "nodes", "silent", "messagesCutBefore");

  private record Line(long nanos, String text) {}

  private ScenarioText() {}

  /**
   * The story.
   *
   * @param directory of the same life, for who led when
   */
  public static String of(Life life, RunDirectory directory) {
    List<Line> lines = new ArrayList<>(leaders(directory));
    long until = life.stageNanos("closing");
    for (Operation operation : life.history().operations()) {
      if (operation.invokedNanos() < until) {
        lines.add(
            new Line(
                operation.invokedNanos(),
                operation.process().isClient() ? asked(operation) : injected(operation)));
      }
    }
    lines.sort(Comparator.comparingLong(Line::nanos));
    StringBuilder text = new StringBuilder();
    text.append(life.scenario().subject().nodes()).append(" nodes");
    if (!life.scenario().subject().mutants().isEmpty()) {
      text.append(" with ").append(String.join(", ", life.scenario().subject().mutants()));
    }
    text.append('\n');
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

  /** "transfer #7 from a0, to a1, amount 5 of n2 by process 3: ok after 12 ms: block 4". */
  private static String asked(Operation operation) {
    Value.Fields asked = fields(operation.input());
    String node = asked.get("via").map(via -> " of " + plain(via)).orElse("");
    String how =
        switch (operation.outcome()) {
          case Outcome.Ok(Value answer) ->
              "ok after %d ms%s"
                  .formatted(
                      (operation.completedNanos() - operation.invokedNanos()) / 1_000_000,
                      prefixed(": ", words(fields(answer), asked)));
          case Outcome.Fail(String error) -> "failed: " + error;
          case Outcome.Unknown(String error) -> "nobody knows: " + error;
        };
    return "%s #%d%s%s by process %s: %s"
        .formatted(
            operation.f(),
            operation.index(),
            prefixed(" ", words(asked, Value.fields())),
            node,
            operation.process(),
            how);
  }

  /** "partition kind isolate, n2 (the leader): cut n1->n2, n2->n1". */
  private static String injected(Operation operation) {
    Value.Fields asked = fields(operation.input());
    Value.Fields facts =
        operation.outcome() instanceof Outcome.Ok(Value value) ? fields(value) : asked;
    String nodes = facts.get("nodes").map(named -> " " + plain(named)).orElse("");
    String leader =
        asked
            .get("targets")
            .filter(Value.of("leader")::equals)
            .map(_ -> " (the leader)")
            .orElse("");
    String cut =
        facts
            .get("silent")
            .filter(edges -> edges instanceof Value.Items(List<Value> items) && !items.isEmpty())
            .map(edges -> ": cut " + plain(edges))
            .orElse("");
    String failed =
        operation.outcome() instanceof Outcome.Fail(String error) ? ": failed: " + error : "";
    return operation.f()
        + prefixed(" ", words(asked, Value.fields()))
        + nodes
        + leader
        + cut
        + failed;
  }

  /**
   * What is worth telling of some fields: neither what was told before nor what is for machines.
   */
  private static String words(Value.Fields fields, Value.Fields told) {
    return fields.fields().entrySet().stream()
        .filter(field -> !HIDDEN.contains(field.getKey()))
        .filter(field -> told.get(field.getKey()).isEmpty())
        .map(field -> field.getKey() + " " + plain(field.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String prefixed(String prefix, String text) {
    return text.isEmpty() ? "" : prefix + text;
  }

  private static Value.Fields fields(Value value) {
    return value instanceof Value.Fields fields ? fields : Value.fields();
  }

  private static String plain(Value value) {
    return value instanceof Value.Items(List<Value> items)
            && items.stream().allMatch(Value.Text.class::isInstance)
        ? items.stream().map(ScenarioText::plain).collect(Collectors.joining(", "))
        : ValueJson.write(value).replace("\"", "");
  }

  private static List<Line> leaders(RunDirectory directory) {
    List<Line> lines = new ArrayList<>();
    if (!Files.exists(directory.eventsFile())) {
      return lines;
    }
    JsonLines.readable(directory.eventsFile(), event -> leads(event).ifPresent(lines::add));
    return lines;
  }

  private static Optional<Line> leads(Value.Fields event) {
    if (event.get("event").orElse(Value.NIL).equals(Value.of("became-primary"))
        && event.get("time").orElse(Value.NIL) instanceof Value.Whole(long nanos)
        && event.get("source").orElse(Value.NIL) instanceof Value.Text(String node)) {
      String epoch = event.get("epoch").map(e -> " in epoch " + plain(e)).orElse("");
      return Optional.of(new Line(nanos, node + " leads" + epoch));
    }
    return Optional.empty();
  }

  /** How much was asked before the last questions, how much then, and what was injected. */
  public static String size(Life life) {
    long until = life.stageNanos("closing");
    List<Operation> asked = life.history().clientOperations();
    long before = asked.stream().filter(it -> it.invokedNanos() < until).count();
    return "%d operations of clients, %d last questions, %d of the nemesis"
        .formatted(before, asked.size() - before, life.history().faults().size());
  }
}
