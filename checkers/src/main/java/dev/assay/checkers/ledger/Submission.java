package dev.assay.checkers.ledger;

import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All operations that asked for one transaction id, except those that certainly failed. */
final class Submission {
  private final List<LedgerOperation> operations = new ArrayList<>(1);

  /** By id, in the order of the first invocations. */
  static Map<String, Submission> of(List<LedgerOperation> operations) {
    Map<String, Submission> submissions = new LinkedHashMap<>();
    for (LedgerOperation operation : operations) {
      if (operation.call() instanceof Call.Change change && !operation.operation().isFail()) {
        submissions.computeIfAbsent(change.id(), _ -> new Submission()).operations.add(operation);
      }
    }
    return submissions;
  }

  /** In the order of invocation; at least one. */
  List<LedgerOperation> operations() {
    return operations;
  }

  LedgerOperation first() {
    return operations.getFirst();
  }

  /** Whether some operation asked for exactly this. */
  boolean asksFor(Call.Change change) {
    for (LedgerOperation operation : operations) {
      if (operation.call().equals(change)) {
        return true;
      }
    }
    return false;
  }

  /** The first operation that has a receipt. */
  Optional<LedgerOperation> acknowledged() {
    for (LedgerOperation operation : operations) {
      if (operation.answer() instanceof Answer.Receipt) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  /**
   * The event after which it has taken effect: every operation that was answered ended after that,
   * whichever of them it was that did it.
   */
  LedgerOperation endsFirst() {
    LedgerOperation earliest = first();
    for (LedgerOperation operation : operations) {
      if (operation.operation().endIndex() < earliest.operation().endIndex()) {
        earliest = operation;
      }
    }
    return earliest;
  }

  long endIndex() {
    Operation earliest = endsFirst().operation();
    return earliest.endIndex();
  }
}
