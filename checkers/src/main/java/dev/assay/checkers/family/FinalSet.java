package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A set, judged by its last read. {@code add} of a value; {@code read} answered with the list of
 * all elements.
 */
final class FinalSet implements Family.Rule {
  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    Map<Value, Operation> adds = new LinkedHashMap<>();
    List<Operation> reads = new ArrayList<>();
    for (Operation operation : recording.history().clientOperations()) {
      budget.step();
      if (operation.f().equals("add")) {
        adds.merge(operation.input(), operation, FinalSet::certain);
      } else if (operation.f().equals("read")
          && Reading.answer(operation).flatMap(Reading::items).isPresent()) {
        reads.add(operation);
      }
    }
    if (reads.isEmpty()) {
      return new Family.Seen(0, Value.fields("attempts", Value.of(adds.size())));
    }
    Operation last = reads.getLast();
    Set<Value> seen = new HashSet<>(Reading.answer(last).flatMap(Reading::items).orElse(List.of()));
    long lost = 0;
    long recovered = 0;
    for (Operation add : adds.values()) {
      boolean present = seen.remove(add.input());
      if (add.isOk() && !present && add.isBefore(last)) {
        lost++;
        findings.add(
            List.of(add.index(), last.index()),
            "element %s was added by #%d, but the last read #%d does not show it"
                .formatted(Reading.text(add.input()), add.index(), last.index()));
      } else if (add.isFail() && present) {
        findings.add(
            List.of(add.index(), last.index()),
            "element %s is shown by #%d, though adding it failed (#%d)"
                .formatted(Reading.text(add.input()), last.index(), add.index()));
      }
      recovered += add.isUnknown() && present ? 1 : 0;
    }
    for (Value unexpected : seen) {
      findings.add(
          List.of(last.index()),
          "element %s is shown by #%d, though nobody added it"
              .formatted(Reading.text(unexpected), last.index()));
    }
    return new Family.Seen(
        adds.size(),
        Value.fields("attempts", Value.of(adds.size()))
            .with("lost", Value.of(lost))
            .with("unexpected", Value.of(seen.size()))
            .with("recovered", Value.of(recovered)));
  }

  /** Of two additions of one element the one that says more. */
  private static Operation certain(Operation one, Operation other) {
    return one.isOk() || (one.isUnknown() && other.isFail()) ? one : other;
  }
}
