package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Consensus, validity: what is decided was proposed, so every transaction has a client. */
public final class Validity implements ProvingChecker {
  @Override
  public String name() {
    return "validity";
  }

  @Override
  public String promise() {
    return "Every transaction in a chain was asked for by a client, in that form.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Set<Call> asked = new HashSet<>();
    LedgerHistory.of(recording.history()).forEach(operation -> asked.add(operation.call()));
    Findings findings = new Findings();
    for (Chain chain : Chained.longest(recording).stream().toList()) {
      for (Block block : chain.blocks()) {
        for (Transaction transaction : block.transactions()) {
          budget.step();
          if (Changes.of(transaction).filter(change -> !asked.contains(change)).isPresent()) {
            findings.add(
                List.of(),
                "block %d of %s holds transaction %s, which no client asked for in this form"
                    .formatted(block.number(), chain.node(), transaction.id()));
          }
        }
      }
    }
    return Chained.result(
        name(), recording, findings, "Every transaction of the longest chain was asked for.");
  }
}
