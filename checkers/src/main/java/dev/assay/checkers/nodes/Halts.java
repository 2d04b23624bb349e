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
 * A node that stops by itself says that it found something impossible: an invariant of its own that
 * is broken, a file that can't be. Only one whose disk was tampered with has a reason to.
 */
public final class Halts implements ProvingChecker {
  private static final String ORDERLY = "shut down";

  @Override
  public String name() {
    return "halts";
  }

  @Override
  public String promise() {
    return "No node stops by itself or refuses to start, unless its disk was tampered with.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Findings findings = new Findings();
    Damage damage = new Damage(recording.history());
    long excused = 0;
    for (NodeEvent event : recording.events()) {
      budget.step();
      if (isHalt(event)) {
        if (damage.of(event.node(), event.nanos())) {
          excused++;
        } else {
          findings.add(
              List.of(),
              "%s %s after %d ms: %s"
                  .formatted(
                      event.node(),
                      event.kind().equals("refused-to-start") ? "did not start" : "stopped",
                      event.nanos() / 1_000_000,
                      event.detail()));
        }
      }
    }
    return new CheckResult(
        name(),
        findings.isEmpty() ? Verdict.PASS : Verdict.FAIL,
        findings.isEmpty()
            ? "No node stopped by itself without a reason."
            : "A node gave up: " + findings.first() + ".",
        findings.evidence(),
        Value.fields("excused", Value.of(excused)));
  }

  private static boolean isHalt(NodeEvent event) {
    return switch (event.kind()) {
      case "broken", "refused-to-start" -> true;
      case "halted" -> !event.detail().equals(ORDERLY);
      default -> false;
    };
  }
}
