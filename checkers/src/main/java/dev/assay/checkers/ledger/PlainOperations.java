package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger's history in the form of checkers that know no ledger. All operations that asked for one
 * transaction id are one, from the first invocation to the first answer; one that was refused by
 * the contract failed, which says something; one that failed otherwise did not happen and is left
 * out, as are audits and reads of a node's own state.
 */
final class PlainOperations {
  private PlainOperations() {}

  /**
   * What clients did to one contract.
   *
   * @throws IllegalArgumentException when the history is none of the ledger's
   */
  static List<Operation> of(History history, String contract) {
    return of(LedgerHistory.of(history), contract);
  }

  static List<Operation> of(List<LedgerOperation> operations, String contract) {
    Map<String, Submission> submissions = Submission.of(operations);
    List<Operation> plain = new ArrayList<>();
    for (LedgerOperation operation : operations) {
      boolean says =
          !operation.operation().isFail()
              && !operation.isLocal()
              && isOf(contract, operation.call());
      if (says && operation.call() instanceof Call.Change change) {
        Optional.ofNullable(submissions.remove(change.id()))
            .ifPresent(submission -> plain.add(merged(submission)));
      } else if (says && !operation.operation().isUnknown()) {
        plain.add(plain(operation.operation(), operation.operation(), operation.answer()));
      }
    }
    return plain;
  }

  private static boolean isOf(String contract, Call call) {
    return switch (call) {
      case Call.Run run -> run.contract().equals(contract);
      case Call.Query query -> query.contract().equals(contract);
      case Call.Money _, Call.Read _, Call.ReadAll _, Call.Audit _ -> false;
    };
  }

  private static Operation merged(Submission submission) {
    Operation begin = submission.first().operation();
    Operation end = submission.endsFirst().operation();
    return plain(begin, end, submission.endsFirst().answer());
  }

  private static Operation plain(Operation begin, Operation end, Answer answer) {
    Outcome outcome =
        answer instanceof Answer.Receipt(Transaction.Result.Refused(String reason), _, _, _)
            ? new Outcome.Fail(reason)
            : end.outcome() instanceof Outcome.Ok(Value value)
                ? new Outcome.Ok(content(value))
                : end.outcome();
    return new Operation(
        begin.index(),
        begin.process(),
        begin.f().equals("elements") ? "read" : begin.f(),
        content(begin.input()),
        outcome,
        begin.invokedNanos(),
        end.completedNanos(),
        end.completionIndex());
  }

  /** Key and value; the value alone where there is no key. */
  private static Value content(Value value) {
    if (!(value instanceof Value.Fields fields)) {
      return value;
    }
    Value content = fields.get("value").orElse(Value.NIL);
    return fields
        .get("key")
        .<Value>map(key -> Value.fields("key", key).with("value", content))
        .orElse(content);
  }

  /** By key, in the order in which the keys appear; each operation with its value alone. */
  static Map<String, List<Operation>> byKey(List<Operation> plain) {
    Map<String, List<Operation>> byKey = new LinkedHashMap<>();
    for (Operation operation : plain) {
      if (operation.input() instanceof Value.Fields fields
          && fields.get("key").orElse(Value.NIL) instanceof Value.Text(String key)) {
        byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(withoutKey(operation));
      }
    }
    return byKey;
  }

  private static Operation withoutKey(Operation operation) {
    return new Operation(
        operation.index(),
        operation.process(),
        operation.f(),
        value(operation.input()),
        operation.outcome() instanceof Outcome.Ok(Value answer)
            ? new Outcome.Ok(value(answer))
            : operation.outcome(),
        operation.invokedNanos(),
        operation.completedNanos(),
        operation.completionIndex());
  }

  private static Value value(Value keyed) {
    return keyed instanceof Value.Fields fields ? fields.get("value").orElse(Value.NIL) : keyed;
  }
}
