package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import java.util.List;
import java.util.Optional;

/** Once everything is healed and nobody asks any more, every node comes to hold the same. */
public final class Convergence implements ProvingChecker {
  @Override
  public String name() {
    return "convergence";
  }

  @Override
  public String promise() {
    return "After healing, every node comes to hold the whole chain.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Findings findings = new Findings();
    Optional<Chain> longest = Chained.longest(recording);
    for (Chain chain : recording.chains().values()) {
      budget.step();
      long top = longest.map(Chain::height).orElse(0L);
      if (chain.problem().isEmpty() && chain.height() < top) {
        findings.add(
            List.of(),
            "%s ends at block %d, others at %d: it has not caught up"
                .formatted(chain.node(), chain.height(), top));
      }
    }
    return Chained.result(name(), recording, findings, "Every node holds the whole chain.");
  }
}
