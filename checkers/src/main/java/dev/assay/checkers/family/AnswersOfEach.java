package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every kind of operation that was tried succeeded at least once; all operations count. One that
 * never did tested nothing.
 */
final class AnswersOfEach implements Family.Rule {
  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    Map<String, long[]> counts = new TreeMap<>();
    for (Operation operation : recording.history().clientOperations()) {
      budget.step();
      long[] count = counts.computeIfAbsent(operation.f(), _ -> new long[3]);
      count[operation.isOk() ? 0 : operation.isFail() ? 1 : 2]++;
    }
    Map<String, Value> byName = new TreeMap<>();
    counts.forEach(
        (name, count) ->
            byName.put(
                name,
                Value.fields("ok", Value.of(count[0]))
                    .with("failed", Value.of(count[1]))
                    .with("unknown", Value.of(count[2]))));
    boolean allAnswered = counts.values().stream().allMatch(count -> count[0] > 0);
    return new Family.Seen(allAnswered ? counts.size() : 0, new Value.Fields(byName));
  }
}
