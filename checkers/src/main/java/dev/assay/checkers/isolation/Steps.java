package dev.assay.checkers.isolation;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;

/** Transactions as histories carry them: a list of steps, each a list of verb, key and argument. */
final class Steps {
  private Steps() {}

  /**
   * What the transaction did, as far as it is known: the answer, else what was asked. Empty when
   * the operation is no transaction.
   */
  static Optional<List<Value>> of(Operation operation) {
    Value value =
        operation.outcome() instanceof Outcome.Ok(Value answer) ? answer : operation.input();
    return value instanceof Value.Items(List<Value> steps) ? Optional.of(steps) : Optional.empty();
  }

  /**
   * The verb, the key and the argument.
   *
   * @throws IllegalArgumentException when the step has another form
   */
  static List<Value> step(Operation operation, Value step) {
    if (step instanceof Value.Items(List<Value> parts)
        && parts.size() == 3
        && parts.getFirst() instanceof Value.Text) {
      return parts;
    }
    throw malformed(operation, "a step is not a list of verb, key and argument");
  }

  static IllegalArgumentException malformed(Operation operation, String why) {
    return new IllegalArgumentException(
        "operation #%d, %s: %s".formatted(operation.index(), operation.f(), why));
  }
}
