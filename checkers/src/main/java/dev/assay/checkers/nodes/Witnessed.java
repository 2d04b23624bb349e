package dev.assay.checkers.nodes;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;

/**
 * What somebody who sees into all nodes and disks at once has seen of a node that must not be: a
 * promise that its disk could still break, a decision without a majority, a lease beside another
 * primary. Only in a simulated world is there such a witness; elsewhere nobody has seen anything.
 */
public final class Witnessed implements ProvingChecker {
  private static final String KIND = "witnessed";

  @Override
  public String name() {
    return "witness";
  }

  @Override
  public String promise() {
    return "No node was seen to promise, decide or believe what it had no right to.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Findings findings = new Findings();
    for (NodeEvent event : recording.events()) {
      budget.step();
      if (event.kind().equals(KIND)) {
        findings.add(
            List.of(),
            "%s, after %d ms, %s"
                .formatted(event.node(), event.nanos() / 1_000_000, event.detail()));
      }
    }
    return new CheckResult(
        name(),
        findings.isEmpty() ? Verdict.PASS : Verdict.FAIL,
        findings.isEmpty()
            ? "Nothing was seen that must not be."
            : "A node was seen to do what it must not: " + findings.first() + ".",
        findings.evidence(),
        Value.fields());
  }
}
