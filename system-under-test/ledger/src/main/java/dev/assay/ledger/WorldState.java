package dev.assay.ledger;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** The balances, and the rules by which a transaction changes them. Not for concurrent use. */
final class WorldState {
  private final TreeMap<String, Long> balances = new TreeMap<>();
  private final boolean fundsChecked;

  WorldState(boolean fundsChecked) {
    this.fundsChecked = fundsChecked;
  }

  /** What the rules, all of them, say of {@code transaction} now; changes nothing. */
  Result evaluate(Transaction transaction) {
    return decide(transaction, true);
  }

  /** Changes the balances if the rules allow it. */
  Result execute(Transaction transaction) {
    Result result = decide(transaction, fundsChecked);
    if (result instanceof Result.Applied) {
      switch (transaction) {
        case Transaction.Open(_, String account, long amount) -> balances.put(account, amount);
        case Transaction.Transfer(_, String from, String to, long amount) -> {
          balances.merge(from, -amount, Math::addExact);
          balances.merge(to, amount, Math::addExact);
        }
      }
    }
    return result;
  }

  private Result decide(Transaction transaction, boolean checkFunds) {
    if (transaction.malformed().isPresent()) {
      return new Result.Refused(Reason.MALFORMED_NAME);
    }
    if (transaction.amount() <= 0) {
      return new Result.Refused(Reason.NON_POSITIVE_AMOUNT);
    }
    return switch (transaction) {
      case Transaction.Open open ->
          balances.containsKey(open.account())
              ? new Result.Refused(Reason.ACCOUNT_EXISTS)
              : new Result.Applied();
      case Transaction.Transfer transfer -> decideTransfer(transfer, checkFunds);
    };
  }

  private Result decideTransfer(Transaction.Transfer transfer, boolean checkFunds) {
    if (transfer.from().equals(transfer.to())) {
      return new Result.Refused(Reason.SAME_ACCOUNT);
    }
    Long source = balances.get(transfer.from());
    Long target = balances.get(transfer.to());
    if (source == null || target == null) {
      return new Result.Refused(Reason.UNKNOWN_ACCOUNT);
    }
    if (checkFunds && source < transfer.amount()) {
      return new Result.Refused(Reason.OVERDRAFT);
    }
    // The first half can only happen when funds are not checked; then it is the floor of a long.
    if (source < Long.MIN_VALUE + transfer.amount()
        || target > Long.MAX_VALUE - transfer.amount()) {
      return new Result.Refused(Reason.OVERFLOW);
    }
    return new Result.Applied();
  }

  OptionalLong balance(String account) {
    Long balance = balances.get(account);
    return balance == null ? OptionalLong.empty() : OptionalLong.of(balance);
  }

  /** A copy that no later transaction changes. */
  SortedMap<String, Long> balances() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(balances));
  }

  /**
   * The Merkle root over {@code account=balance}, sorted by account: names are ASCII, so the order
   * of strings is that of bytes. Computed anew for each block: a few microseconds for tens of
   * accounts, and a tree kept up to date is not worth its bugs before there are tens of thousands.
   */
  Hash root() {
    return MerkleTree.root(
        balances.entrySet().stream()
            .map(account -> account.getKey() + "=" + account.getValue())
            .toList());
  }
}
