package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import java.util.Arrays;

/**
 * Balances by account number, and the first receipt of each id that is asked for more than once.
 * Immutable; parts that did not change are shared.
 */
final class LedgerState {
  private final long[] balances;
  private final Transaction.Result[] receipts;
  private final OtherContracts others;
  private final int hash;

  LedgerState(long[] balances, Transaction.Result[] receipts, OtherContracts others) {
    this.balances = balances;
    this.receipts = receipts;
    this.others = others;
    this.hash =
        31 * (31 * Arrays.hashCode(balances) + Arrays.hashCode(receipts)) + others.hashCode();
  }

  long balance(int account) {
    return balances[account];
  }

  /** What the other contracts hold; not to be changed. */
  OtherContracts others() {
    return others;
  }

  LedgerState with(OtherContracts changed) {
    return new LedgerState(balances, receipts, changed);
  }

  int accounts() {
    return balances.length;
  }

  /** What became of the id; {@link LedgerModel#NONE_YET} before it took effect. */
  Transaction.Result receipt(int id) {
    return receipts[id];
  }

  LedgerState with(int account, long balance) {
    long[] changed = balances.clone();
    changed[account] = balance;
    return new LedgerState(changed, receipts, others);
  }

  LedgerState moved(int from, int to, long amount) {
    long[] changed = balances.clone();
    changed[from] -= amount;
    changed[to] += amount;
    return new LedgerState(changed, receipts, others);
  }

  LedgerState withReceipt(int id, Transaction.Result result) {
    Transaction.Result[] changed = receipts.clone();
    changed[id] = result;
    return new LedgerState(balances, changed, others);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LedgerState state
        && hash == state.hash
        && Arrays.equals(balances, state.balances)
        && Arrays.equals(receipts, state.receipts)
        && others.equals(state.others);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
