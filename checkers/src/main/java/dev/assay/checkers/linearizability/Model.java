package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a system does when it does one thing at a time.
 *
 * @param <S> states; immutable, with equals and hashCode by content
 */
public interface Model<S> {
  S initial();

  /**
   * The state after the operation, or empty when its answer is impossible in this state. An
   * operation with an unknown outcome has no answer that could be impossible; it is tried, and it
   * may as well never happen.
   */
  Optional<S> step(S state, Operation operation);

  /**
   * Whether the operation leaves every state unchanged in which it is legal: a read, a refused
   * change. Looking at one state is not enough. Writing the value that is there changes nothing
   * now, but the write may be needed later, to explain a read after another write; taken for pure
   * it would be used up, and a good history would be called bad.
   */
  boolean isPure(Operation operation);

  /**
   * Whether the operation is legal in every state and the state after it is always the same: a
   * write. Saying no is always right, and slower.
   */
  default boolean isOverwrite(Operation operation) {
    return false;
  }

  /**
   * What the operation asks and is answered, as far as the model looks at it: operations of one
   * part for which this is equal are interchangeable but for their times. Small and quick to
   * compare is better; the answer of an unknown operation must not be in it.
   */
  default Object meaning(Operation operation) {
    return new Meaning(
        operation.f(), operation.input(), operation.isUnknown() ? NO_ANSWER : operation.outcome());
  }

  /** All of what is asked and answered. */
  record Meaning(String f, Value input, Outcome outcome) {}

  Outcome NO_ANSWER = new Outcome.Unknown("");

  /** Whether the operation says anything at all; one that certainly did not happen does not. */
  default boolean constrains(Operation operation) {
    return !operation.isFail();
  }

  /**
   * Parts that can be decided one by one, since no operation of one part is seen in another
   * (P-compositionality). Every operation is in one part, each part keeps the order.
   */
  default List<List<Operation>> partition(List<Operation> operations) {
    return List.of(operations);
  }

  /** Faster ways to decide one part, in the order in which to try them. */
  default List<Rung> rungs() {
    return List.of();
  }

  /** Of a state, equal for equal ones: all 64 bits count. */
  default long hash(S state) {
    return state.hashCode();
  }

  /** The operation with its answer, as part of a sentence. */
  String describe(Operation operation);

  /** The state, as part of a sentence. */
  String describeState(S state);
}
