package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import java.util.List;
import java.util.Optional;

/** Consensus, agreement: no two nodes ever decide differently, so no two chains fork. */
public final class Agreement implements ProvingChecker {
  @Override
  public String name() {
    return "agreement";
  }

  @Override
  public String promise() {
    return "No two nodes decide differently: where two chains have a block, it is the same.";
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
      longest.ifPresent(other -> compare(other, chain, findings, budget));
    }
    return Chained.result(name(), recording, findings, "No block differs between any two chains.");
  }

  private static void compare(Chain longest, Chain chain, Findings findings, Budget budget) {
    for (int i = 0; i < chain.blocks().size(); i++) {
      budget.step();
      Block one = longest.blocks().get(i);
      Block other = chain.blocks().get(i);
      if (!one.equals(other)) {
        findings.add(
            List.of(),
            "block %d of %s is another one than that of %s"
                .formatted(other.number(), chain.node(), longest.node()));
        return;
      }
    }
  }
}
