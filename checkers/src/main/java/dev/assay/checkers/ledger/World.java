package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The balances, changed by one transaction after the other. */
final class World {
  private final SortedMap<String, Long> balances = new TreeMap<>();

  /** What the rules say of the change now. */
  Transaction.Result decide(Call.Change change) {
    return Rules.decide(change, account -> balances.getOrDefault(account, Rules.ABSENT));
  }

  /**
   * Changes the balances as told, whatever the rules say: what comes after a violation is judged by
   * what the ledger claims to have done.
   */
  void apply(Call.Change change) {
    switch (change) {
      case Call.Open(_, String account, long amount) -> balances.put(account, amount);
      case Call.Transfer(_, String from, String to, long amount) -> {
        balances.merge(from, -amount, Long::sum);
        balances.merge(to, amount, Long::sum);
      }
    }
  }

  /** A view by account. */
  SortedMap<String, Long> balances() {
    return Collections.unmodifiableSortedMap(balances);
  }
}
