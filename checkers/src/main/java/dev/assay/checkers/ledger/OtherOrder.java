package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.List;

/**
 * The search for an order beside the one that the ledger claims: by the model of registers, which
 * knows faster ways, where all operations are on registers, else by the ledger's own.
 */
final class OtherOrder {
  private final List<LedgerOperation> operations;

  OtherOrder(List<LedgerOperation> operations) {
    this.operations = List.copyOf(operations);
  }

  Answer search(Budget budget) {
    if (!operations.isEmpty()
        && operations.stream().allMatch(operation -> onRegisters(operation.call()))) {
      return Linearizability.check(registers(), PlainOperations.of(operations, "register"), budget);
    }
    return Linearizability.check(
        new LedgerModel(operations),
        operations.stream().map(LedgerOperation::operation).toList(),
        budget);
  }

  /**
   * An operation that {@link PlainOperations} made, or the history's own, as part of a sentence.
   */
  String describe(Operation operation) {
    return operations.stream()
        .filter(understood -> understood.index() == operation.index())
        .findFirst()
        .map(understood -> understood.name() + ", " + understood.said())
        .orElse("#" + operation.index());
  }

  static Model<Value> registers() {
    return RegisterModel.byKey(Value.NIL, RegisterModel.Failures.STRICT);
  }

  private static boolean onRegisters(Call call) {
    return switch (call) {
      case Call.Run run -> run.contract().equals("register");
      case Call.Query query -> query.contract().equals("register");
      case Call.Money _, Call.Read _, Call.ReadAll _, Call.Audit _ -> false;
    };
  }
}
