package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What accounts were opened with, by account: reads show all of it, moved about in any way, and
 * nothing below zero. A read of all shows every account; an audit of one node may be behind.
 */
final class TotalModel implements Model<SortedMap<String, Long>> {
  @Override
  public SortedMap<String, Long> initial() {
    return Collections.emptySortedMap();
  }

  @Override
  public Optional<SortedMap<String, Long>> step(
      SortedMap<String, Long> opened, Operation operation) {
    LedgerOperation understood = LedgerHistory.read(operation);
    boolean possible =
        switch (understood.answer()) {
          case Answer.Balance(OptionalLong balance, _) ->
              balance.isEmpty()
                  || (balance.getAsLong() >= 0
                      && opened.containsKey(((Call.Read) understood.call()).account()));
          case Answer.Balances(var balances, _) when understood.isLocal() ->
              opened.keySet().containsAll(balances.keySet()) && shows(balances, opened);
          case Answer.Balances(var balances, _) ->
              balances.keySet().equals(opened.keySet()) && shows(balances, opened);
          case Answer.Audited(var balances, _, _) ->
              opened.keySet().containsAll(balances.keySet()) && shows(balances, opened);
          case Answer.Receipt _, Answer.Shown _, Answer.None() -> true;
        };
    return possible ? Optional.of(after(opened, understood)) : Optional.empty();
  }

  private static boolean shows(SortedMap<String, Long> balances, SortedMap<String, Long> opened) {
    BigInteger difference = BigInteger.ZERO;
    for (Map.Entry<String, Long> balance : balances.entrySet()) {
      if (balance.getValue() < 0) {
        return false;
      }
      difference =
          difference
              .add(BigInteger.valueOf(balance.getValue()))
              .subtract(BigInteger.valueOf(opened.getOrDefault(balance.getKey(), 0L)));
    }
    return difference.signum() == 0;
  }

  private static SortedMap<String, Long> after(
      SortedMap<String, Long> opened, LedgerOperation operation) {
    boolean refused =
        operation.answer() instanceof Answer.Receipt(Transaction.Result result, _, _, _)
            && result instanceof Transaction.Result.Refused;
    if (refused
        || !(operation.call() instanceof Call.Open(_, String account, long amount))
        || opened.containsKey(account)
        || amount <= 0) {
      return opened;
    }
    SortedMap<String, Long> more = new TreeMap<>(opened);
    more.put(account, amount);
    return Collections.unmodifiableSortedMap(more);
  }

  @Override
  public boolean isPure(Operation operation) {
    return !operation.f().equals("open");
  }

  @Override
  public boolean constrains(Operation operation) {
    return !operation.isFail() && !operation.f().equals("transfer");
  }

  @Override
  public String describe(Operation operation) {
    LedgerOperation understood = LedgerHistory.read(operation);
    return understood.name() + ", " + understood.said();
  }

  @Override
  public String describeState(SortedMap<String, Long> opened) {
    return opened.toString();
  }
}
