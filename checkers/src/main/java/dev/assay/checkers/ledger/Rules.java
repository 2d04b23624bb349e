package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import java.util.function.ToLongFunction;

/**
 * What the ledger must make of a transaction. The order of the rules is part of the promise, since
 * it decides which reason is given.
 */
final class Rules {
  /** Instead of a balance: there is no such account. */
  static final long ABSENT = Long.MIN_VALUE;

  private static final Transaction.Result APPLIED = new Transaction.Result.Applied();

  private Rules() {}

  static Transaction.Result decide(Call.Money change, ToLongFunction<String> balanceOf) {
    if (change.amount() <= 0) {
      return refused("non-positive-amount");
    }
    return switch (change) {
      case Call.Open(_, String account, _) ->
          balanceOf.applyAsLong(account) == ABSENT ? APPLIED : refused("account-exists");
      case Call.Transfer transfer -> decide(transfer, balanceOf);
    };
  }

  private static Transaction.Result decide(
      Call.Transfer transfer, ToLongFunction<String> balanceOf) {
    if (transfer.from().equals(transfer.to())) {
      return refused("same-account");
    }
    long from = balanceOf.applyAsLong(transfer.from());
    long to = balanceOf.applyAsLong(transfer.to());
    if (from == ABSENT || to == ABSENT) {
      return refused("unknown-account");
    }
    if (from < transfer.amount()) {
      return refused("overdraft");
    }
    return to > Long.MAX_VALUE - transfer.amount() ? refused("overflow") : APPLIED;
  }

  private static Transaction.Result refused(String reason) {
    return new Transaction.Result.Refused(reason);
  }
}
