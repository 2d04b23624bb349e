package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No id is given twice. {@code generate} answered with any value. */
final class UniqueIds implements Family.Rule {
  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    Map<Value, Operation> given = new HashMap<>();
    long answers = 0;
    for (Operation operation : recording.history().clientOperations()) {
      budget.step();
      if (operation.f().equals("generate") && operation.isOk()) {
        answers++;
        Value id = Reading.answer(operation).orElse(Value.NIL);
        Operation before = given.putIfAbsent(id, operation);
        if (before != null) {
          findings.add(
              List.of(before.index(), operation.index()),
              "id %s was given to #%d and to #%d"
                  .formatted(Reading.text(id), before.index(), operation.index()));
        }
      }
    }
    return new Family.Seen(answers, Value.fields("ids", Value.of(answers)));
  }
}
