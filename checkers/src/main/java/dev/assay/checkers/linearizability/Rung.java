package dev.assay.checkers.linearizability;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;

/**
 * A way to decide some histories of one model faster than the search does. A rung answers only when
 * it is sure; what it leaves open goes to the next one, and at last to the search.
 */
public interface Rung {
  /** Its name, for the result. */
  String name();

  /**
   * Decides one part, or declines.
   *
   * @param operations those that constrain, in the order of invocation
   */
  Optional<Answer> decide(List<Operation> operations, Budget budget);

  /**
   * The operations without those of unknown outcome that are most likely not needed: what is
   * searched first when no rung decides. An order of these is one of all.
   */
  default List<Operation> likely(List<Operation> operations) {
    return operations;
  }
}
