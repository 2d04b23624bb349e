package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What only grows never shrinks for the one who looks: within a process, numbers read from one key
 * do not go back. {@code read} answered with a whole number, or with {@code {"key": k, "value":
 * number}}.
 */
final class Monotonic implements Family.Rule {
  private record Place(ProcessId process, Value key) {}

  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    Map<Place, Operation> last = new HashMap<>();
    long reads = 0;
    for (Operation operation : recording.history().clientOperations()) {
      budget.step();
      OptionalLong number = number(operation);
      if (operation.f().equals("read") && number.isPresent()) {
        reads++;
        Value key = Reading.key(Reading.answer(operation).orElse(Value.NIL));
        Operation before = last.put(new Place(operation.process(), key), operation);
        if (before != null && number(before).orElse(number.getAsLong()) > number.getAsLong()) {
          findings.add(
              List.of(before.index(), operation.index()),
              "process %s read %d by #%d after %d by #%d"
                  .formatted(
                      operation.process(),
                      number.getAsLong(),
                      operation.index(),
                      number(before).orElse(0),
                      before.index()));
        }
      }
    }
    return new Family.Seen(reads, Value.fields("reads", Value.of(reads)));
  }

  private static OptionalLong number(Operation operation) {
    return Reading.number(Reading.value(Reading.answer(operation).orElse(Value.NIL)));
  }
}
