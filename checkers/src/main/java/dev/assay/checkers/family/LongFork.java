package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes are seen in one order by everybody: of two reads of the same keys, each of which is
 * written once, one shows all that the other shows. {@code read} (or {@code txn}) answered with a
 * list of {@code ["r", key, value]}, nil for a key not written yet.
 */
final class LongFork implements Family.Rule {
  private record Read(Operation operation, Set<Value> present) {}

  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    Map<Set<Value>, List<Read>> groups = new LinkedHashMap<>();
    for (Operation operation : recording.history().clientOperations()) {
      budget.step();
      if (operation.f().equals("read") || operation.f().equals("txn")) {
        add(operation, groups);
      }
    }
    long reads = 0;
    for (List<Read> group : groups.values()) {
      reads += group.size();
      group.sort(Comparator.comparingInt(read -> read.present().size()));
      for (int i = 1; i < group.size(); i++) {
        compare(group.get(i - 1), group.get(i), findings);
      }
    }
    return new Family.Seen(
        reads, Value.fields("reads", Value.of(reads)).with("groups", Value.of(groups.size())));
  }

  private static void add(Operation operation, Map<Set<Value>, List<Read>> groups) {
    Set<Value> keys = new HashSet<>();
    Set<Value> present = new HashSet<>();
    for (Value step : Reading.answer(operation).flatMap(Reading::items).orElse(List.of())) {
      List<Value> parts = Reading.items(step).orElse(List.of());
      if (parts.size() == 3 && parts.getFirst().equals(Value.of("r"))) {
        keys.add(parts.get(1));
        if (!(parts.get(2) instanceof Value.Nil)) {
          present.add(parts.get(1));
        }
      }
    }
    if (keys.size() > 1) {
      groups.computeIfAbsent(keys, _ -> new ArrayList<>()).add(new Read(operation, present));
    }
  }

  /** By size, so the first has to be a part of the second: then they all are a chain. */
  private static void compare(Read fewer, Read more, Findings findings) {
    if (!more.present().containsAll(fewer.present())) {
      findings.add(
          List.of(fewer.operation().index(), more.operation().index()),
          "#%d shows %s and not %s, and #%d the other way round"
              .formatted(
                  fewer.operation().index(),
                  difference(fewer.present(), more.present()),
                  difference(more.present(), fewer.present()),
                  more.operation().index()));
    }
  }

  private static String difference(Set<Value> one, Set<Value> other) {
    return one.stream()
        .filter(key -> !other.contains(key))
        .map(Reading::text)
        .sorted()
        .findFirst()
        .orElse("nothing");
  }
}
