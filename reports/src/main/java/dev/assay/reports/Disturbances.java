package dev.assay.reports;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pairs each fault of a history with what ended it. */
final class Disturbances {
  /** What ends which faults; anything else that the nemesis does begins one. */
  private static final Map<String, Set<String>> ENDS =
      Map.of(
          "restart", Set.of("kill", "power-fail"),
          "resume", Set.of("pause"),
          "heal", Set.of("partition"),
          "clock-reset", Set.of("clock-jump", "clock-drift"));

  private static final String HEAL_ALL = "heal-all";

  private Disturbances() {}

  static List<Disturbance> of(List<Operation> faults) {
    List<Disturbance> ended = new ArrayList<>();
    Map<Long, Operation> open = new LinkedHashMap<>();
    for (Operation operation : faults) {
      String f = operation.f();
      if (f.equals(HEAL_ALL) || ENDS.containsKey(f)) {
        open.values()
            .removeIf(
                begun -> {
                  boolean ends = f.equals(HEAL_ALL) || ends(f, begun.f());
                  if (ends) {
                    ended.add(disturbance(begun, operation.invokedNanos()));
                  }
                  return ends;
                });
      } else {
        open.values().removeIf(begun -> replaced(begun, operation, ended));
        open.put(operation.index(), operation);
      }
    }
    open.values().forEach(begun -> ended.add(disturbance(begun, -1)));
    ended.sort((a, b) -> Long.compare(a.fromNanos(), b.fromNanos()));
    return ended;
  }

  private static boolean ends(String recovery, String begun) {
    return ENDS.getOrDefault(recovery, Set.of()).contains(family(begun));
  }

  /** A cut takes the place of the cut before. */
  private static boolean replaced(Operation begun, Operation next, List<Disturbance> ended) {
    if (!family(begun.f()).equals("partition") || !family(next.f()).equals("partition")) {
      return false;
    }
    ended.add(disturbance(begun, next.invokedNanos()));
    return true;
  }

  private static String family(String f) {
    return f.startsWith("partition") || f.startsWith("isolate") || f.startsWith("one-way")
        ? "partition"
        : f;
  }

  private static Disturbance disturbance(Operation fault, long toNanos) {
    boolean proven = false;
    Value.Fields facts = fields(fault.input());
    if (fault.outcome() instanceof Outcome.Ok ok) {
      facts = fields(ok.value());
      proven = facts.get("proven").equals(Optional.of(Value.of(true)));
    }
    return new Disturbance(
        fault.f(), targets(facts), fault.invokedNanos(), toNanos, proven, ValueJson.write(facts));
  }

  private static String targets(Value.Fields facts) {
    List<String> names = new ArrayList<>();
    for (String field : List.of("kind", "node", "nodes", "targets", "edges")) {
      facts.get(field).ifPresent(value -> collect(value, names));
    }
    return String.join(" ", names);
  }

  private static void collect(Value value, List<String> names) {
    switch (value) {
      case Value.Text text -> names.add(text.text());
      case Value.Items items -> items.items().forEach(item -> collect(item, names));
      case Value.Fields fields -> fields.fields().values().forEach(item -> collect(item, names));
      case Value.Nil _, Value.Bool _, Value.Whole _ -> {}
    }
  }

  private static Value.Fields fields(Value value) {
    return value instanceof Value.Fields fields ? fields : Value.fields("value", value);
  }
}
