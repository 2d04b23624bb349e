package dev.assay.ledger.contract;

import dev.assay.ledger.Batch;
import dev.assay.ledger.Contract;
import dev.assay.ledger.ExecutedTransaction;
import dev.assay.ledger.Ledger;
import dev.assay.ledger.LedgerMutant;
import dev.assay.ledger.Query;
import dev.assay.ledger.Result;
import dev.assay.ledger.Transaction;
import java.util.List;
import java.util.Set;

/** A ledger for tests of contracts: every call is a block of its own, every id a new one. */
final class SmallLedger {
  private final Ledger ledger;
  private int calls;

  SmallLedger(List<Contract> contracts, LedgerMutant... mutants) {
    ledger = new Ledger(contracts, Set.of(mutants));
  }

  Ledger ledger() {
    return ledger;
  }

  Result run(String contract, String function, String... arguments) {
    return run(List.of(new Transaction(id(), contract, function, List.of(arguments)))).getFirst();
  }

  String id() {
    return "t-" + calls++;
  }

  /** In one block. */
  List<Result> run(List<Transaction> transactions) {
    return ledger
        .apply(1, ledger.lastSequence() + 1, new Batch(1, "n1", transactions))
        .orElseThrow()
        .transactions()
        .stream()
        .map(ExecutedTransaction::result)
        .toList();
  }

  Result query(String contract, String function, String... arguments) {
    return ledger.query(new Query(contract, function, List.of(arguments)));
  }
}
