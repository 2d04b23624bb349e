package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import java.util.List;

/**
 * What a system may do when it does one thing at a time, where it has a choice that no answer
 * tells: {@link PowerSetModel} makes a {@link Model} of it.
 *
 * @param <S> states; immutable, with equals and hashCode by content
 */
public interface NondeterministicModel<S> {
  /** At least one. */
  List<S> initial();

  /** All states that may follow; none when the answer is impossible in this state. */
  List<S> steps(S state, Operation operation);

  /** Whether the operation says anything at all; one that certainly did not happen does not. */
  default boolean constrains(Operation operation) {
    return !operation.isFail();
  }

  /** Parts that can be decided one by one, as in {@link Model#partition}. */
  default List<List<Operation>> partition(List<Operation> operations) {
    return List.of(operations);
  }

  /** The operation with its answer, as part of a sentence. */
  String describe(Operation operation);

  /** The state, as part of a sentence. */
  String describeState(S state);
}
