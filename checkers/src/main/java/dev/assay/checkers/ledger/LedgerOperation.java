package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import dev.assay.history.Operation;
import java.util.List;
import java.util.OptionalLong;

/** An operation on the ledger, understood. */
record LedgerOperation(Operation operation, Call call, Answer answer) {
  long index() {
    return operation.index();
  }

  /** Whether it reads one node's own state, which may be old. */
  boolean isLocal() {
    return operation.f().startsWith("local-");
  }

  /** As part of a sentence: what it is, without the answer. */
  String name() {
    return switch (call) {
      case Call.Open(String id, String account, long amount) ->
          "open %s of %s with %d (#%d)".formatted(id, account, amount, index());
      case Call.Transfer(String id, String from, String to, long amount) ->
          "transfer %s of %d from %s to %s (#%d)".formatted(id, amount, from, to, index());
      case Call.Run(String id, String contract, String function, List<String> arguments) ->
          "%s of %s %s %s (#%d)".formatted(function, contract, id, arguments, index());
      case Call.Query(String contract, String function, List<String> arguments) ->
          "%s of %s %s by process %s (#%d)"
              .formatted(function, contract, arguments, operation.process(), index());
      case Call.Read(String account) ->
          "read #%d of %s by process %s".formatted(index(), account, operation.process());
      case Call.ReadAll() -> "read-all #%d by process %s".formatted(index(), operation.process());
      case Call.Audit(String node) -> "audit #%d of %s".formatted(index(), node);
    };
  }

  /** As part of a sentence: what was said. */
  String said() {
    return switch (answer) {
      case Answer.Receipt(
              Transaction.Result result,
              long block,
              long position,
              List<String> output) ->
          "%s%s at block %d, position %d"
              .formatted(text(result), output.isEmpty() ? "" : " with " + output, block, position);
      case Answer.Shown(List<String> output, long block) ->
          "saw %s at block %d".formatted(output.isEmpty() ? "nothing" : output, block);
      case Answer.Balance(OptionalLong balance, long block) ->
          "saw %s at block %d"
              .formatted(balance.isPresent() ? balance.getAsLong() : "no account", block);
      case Answer.Balances balances ->
          "saw %s at block %d".formatted(balances.balances(), balances.block());
      case Answer.Audited audited ->
          "saw %s at block %d".formatted(audited.balances(), audited.block());
      case Answer.None() -> operation.isFail() ? "failed" : "had no answer";
    };
  }

  static String text(Transaction.Result result) {
    return switch (result) {
      case Transaction.Result.Applied() -> "applied";
      case Transaction.Result.Refused(String reason) -> "refused (" + reason + ")";
    };
  }
}
