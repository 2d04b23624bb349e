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
    String reason =
        switch (change) {
          case Call.Open(_, String account, long amount) ->
              reasonToRefuseOpening(amount, balanceOf.applyAsLong(account));
          case Call.Transfer(_, String from, String to, long amount) ->
              reasonToRefuse(
                  amount, from.equals(to), balanceOf.applyAsLong(from), balanceOf.applyAsLong(to));
        };
    return reason.isEmpty() ? APPLIED : new Transaction.Result.Refused(reason);
  }

  /** Empty when an account with that balance, or {@link #ABSENT}, is to be opened. */
  static String reasonToRefuseOpening(long amount, long balance) {
    return amount <= 0 ? "non-positive-amount" : balance == ABSENT ? "" : "account-exists";
  }

  /** Empty when the amount is to be moved between accounts with these balances, or absent. */
  static String reasonToRefuse(long amount, boolean isSame, long from, long to) {
    if (amount <= 0) {
      return "non-positive-amount";
    }
    if (isSame) {
      return "same-account";
    }
    if (from == ABSENT || to == ABSENT) {
      return "unknown-account";
    }
    if (from < amount) {
      return "overdraft";
    }
    return to > Long.MAX_VALUE - amount ? "overflow" : "";
  }
}
