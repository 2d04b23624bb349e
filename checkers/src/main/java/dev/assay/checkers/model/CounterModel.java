package dev.assay.checkers.model;

import dev.assay.checkers.Words;
import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.Optional;

/** A number, at first 0, with {@code add} of a whole number and {@code read}. */
public final class CounterModel implements Model<Long> {
  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public Optional<Long> step(Long state, Operation operation) {
    return switch (operation.f()) {
      case "add" -> Optional.of(state + whole(operation, operation.input()));
      case "read" ->
          !(operation.outcome() instanceof Outcome.Ok(Value seen))
                  || whole(operation, seen) == state
              ? Optional.of(state)
              : Optional.empty();
      default -> throw Unreadable.operation(operation, "a counter");
    };
  }

  private static long whole(Operation operation, Value value) {
    if (value instanceof Value.Whole(long number)) {
      return number;
    }
    throw Unreadable.value(operation, "a whole number");
  }

  @Override
  public boolean isPure(Operation operation) {
    return operation.f().equals("read");
  }

  @Override
  public String describe(Operation operation) {
    return Words.of(operation);
  }

  @Override
  public String describeState(Long state) {
    return state.toString();
  }
}
