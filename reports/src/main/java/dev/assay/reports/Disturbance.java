package dev.assay.reports;

import dev.assay.history.FaultSpan;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A fault as the page tells it: what it was, where, and what was measured. */
record Disturbance(FaultSpan span) {
  /** What the page says elsewhere, or what says nothing to its reader. */
  private static final Set<String> TOLD = Set.of("atMillis", "proven", "targets", "nodes", "kind");

  private static final Set<String> STOPS = Set.of("kill", "power-fail", "stop");

  /** All that the nemesis tried against the system, also in vain, in its order. */
  static List<Disturbance> of(List<Operation> nemesis) {
    List<FaultSpan> spans = new ArrayList<>(FaultSpan.of(nemesis, Operation.NEVER));
    nemesis.stream()
        .filter(tried -> tried.isFail() && !FaultSpan.recovers(tried))
        .forEach(
            tried -> spans.add(new FaultSpan(tried, tried.invokedNanos(), tried.invokedNanos())));
    spans.sort(Comparator.comparingLong(span -> span.fault().index()));
    return spans.stream().map(Disturbance::new).toList();
  }

  String f() {
    return span.fault().f();
  }

  long fromNanos() {
    return span.fromNanos();
  }

  /** Negative: to the end of the run. */
  long toNanos() {
    return span.toNanos() == Operation.NEVER ? -1 : span.toNanos();
  }

  /** The fault's name, and its kind where it has one. */
  String label() {
    return fields().get("kind").orElse(Value.NIL) instanceof Value.Text(String kind)
        ? f() + ", " + kind
        : f();
  }

  /** The nodes that it was found to strike; what was aimed at where that is not known. */
  List<String> targets() {
    List<String> names = new ArrayList<>();
    for (String field : List.of("nodes", "node", "targets", "edges")) {
      if (names.isEmpty()) {
        fields().get(field).ifPresent(value -> collect(value, names));
      }
    }
    return names;
  }

  /** Whether it took the life of this node. */
  boolean stops(String node) {
    return STOPS.contains(f()) && !span.fault().isFail() && targets().contains(node);
  }

  /** One word or two; refused faults certainly did not happen. */
  String effect() {
    return switch (span.fault().outcome()) {
      case Outcome.Ok _ -> span.proven() ? "proven" : "not proven";
      case Outcome.Unknown _ -> "unknown";
      case Outcome.Fail _ -> "refused";
    };
  }

  /** Why it was refused, or why nobody knows; empty otherwise. */
  String error() {
    return switch (span.fault().outcome()) {
      case Outcome.Ok _ -> "";
      case Outcome.Unknown(String error) -> error;
      case Outcome.Fail(String error) -> error;
    };
  }

  /** What is left to say, as JSON. */
  String facts() {
    Value.Fields facts = Value.fields();
    for (var field : fields().fields().entrySet()) {
      if (!TOLD.contains(field.getKey())) {
        facts = facts.with(field.getKey(), field.getValue());
      }
    }
    return ValueJson.write(facts);
  }

  private Value.Fields fields() {
    Value told =
        span.fault().outcome() instanceof Outcome.Ok(Value value) ? value : span.fault().input();
    return told instanceof Value.Fields fields ? fields : Value.fields("value", told);
  }

  private static void collect(Value value, List<String> names) {
    switch (value) {
      case Value.Text(String text) -> names.add(text);
      case Value.Items(List<Value> items) -> items.forEach(item -> collect(item, names));
      case Value.Fields fields -> fields.fields().values().forEach(item -> collect(item, names));
      case Value.Nil _, Value.Bool _, Value.Whole _ -> {}
    }
  }
}
