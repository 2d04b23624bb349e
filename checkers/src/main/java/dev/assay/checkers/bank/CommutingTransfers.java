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
      return Optional.of(clash(ledger, impossible.get()));
    }
    Budget part = budget.part(budget.stepsLeft() / SHARE);
    try {
      Pursuit pursuit = new Pursuit(ledger, part);
      Optional<Answer> found =
          pursuit
              .end()
              .map(end -> new Replay(ledger).order(end))
              .map(order -> new Answer.Linearizable(ledger.named(order), name()));
      return found.or(() -> pursuit.impossible().map(few -> clash(ledger, few)));
    } catch (Budget.ExhaustedException e) {
      return Optional.empty();
    } finally {
      budget.spend(part.steps());
    }
  }

  private Answer clash(Ledgered ledger, List<Integer> few) {
    return new Answer.Clash(
        ledger.named(few),
        "no sum of the transfers under way makes up for the difference between what was read"
            + " and the accounts after all that had returned before",
        name());
  }
}
