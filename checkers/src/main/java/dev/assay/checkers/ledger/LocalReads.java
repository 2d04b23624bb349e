package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a node shows of its own state may be old, but it was the state once: that of the chain after
 * the block that the answer names, whole blocks and nothing in between.
 */
public final class LocalReads implements ProvingChecker {
  @Override
  public String name() {
    return "local-reads";
  }

  @Override
  public String promise() {
    return "A read of a node's own state, however old, shows the chain's state after some block.";
  }

  /** Reads that have no place among the blocks that answers name; or an order in which all have. */
  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return switch (result.verdict()) {
      case FAIL ->
          Proven.contradiction(
              name(), List.of(Proven.NODES), recording.history(), result.evidence());
      case PASS ->
          Proven.NODES.order(
              name(), recording.history(), new LedgerOrder(recording, true).indices());
      case UNKNOWN, VACUOUS, HARNESS -> Optional.empty();
    };
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<LedgerOperation> local =
        LedgerHistory.of(recording.history()).stream()
            .filter(operation -> operation.isLocal() && operation.answer() instanceof Answer.Seen)
            .toList();
    Findings findings = new Findings();
    if (!local.isEmpty()) {
      Chained.longest(recording)
          .ifPresent(chain -> ChainReplay.judge(chain, local, findings, budget));
    }
    // Whether anybody reads so is a matter of taste: nothing is missing where nobody does.
    return new CheckResult(
        name(),
        findings.isEmpty() ? Verdict.PASS : Verdict.FAIL,
        findings.isEmpty()
            ? "All %d local reads show what the chain held after a block.".formatted(local.size())
            : "A node showed what never was: " + findings.first() + ".",
        findings.evidence(),
        Value.fields("reads", Value.of(local.size())));
  }
}
