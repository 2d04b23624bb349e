package dev.assay.checkers.bank;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Decides most histories of accounts with transfers between them and reads of all: a read that is
 * impossible by itself, whatever the unknown transfers did, or else an order that is led by what
 * reads saw. Declines when neither is found.
 *
 * @param initial all accounts with their balances at the start
 */
public record CommutingTransfers(SortedMap<String, Long> initial, BankCall.Reader reader)
    implements Rung {
  /** Of the budget, so that something is left for the search. */
  private static final int SHARE = 2;

  @Override
  public String name() {
    return "commuting transfers";
  }

  @Override
  public Optional<Answer> decide(List<Operation> operations, Budget budget) {
    Ledgered ledger = new Ledgered(initial, operations, reader);
    if (!ledger.isUnderstood()) {
      return Optional.empty();
    }
    Optional<List<Integer>> impossible = new Residues(ledger).impossible();
    if (impossible.isPresent()) {
      return Optional.of(
          new Answer.Clash(
              ledger.named(impossible.get()),
              "no sum of the transfers under way makes up for the difference between what was read"
                  + " and the accounts after all that had returned before",
              name()));
    }
    Budget part = budget.part(budget.stepsLeft() / SHARE);
    try {
      return new Pursuit(ledger, part)
          .end()
          .map(end -> new Replay(ledger).order(end))
          .map(order -> new Answer.Linearizable(ledger.named(order), name()));
    } catch (Budget.ExhaustedException e) {
      return Optional.empty();
    } finally {
      budget.spend(part.steps());
    }
  }
}
