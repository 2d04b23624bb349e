package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.result.CheckResult;
import java.util.List;
import java.util.Optional;

/**
 * Lamport's sequential consistency (1979), with the chain as the order: every read shows the state
 * after the block that it names, whatever the time, and the places of each process's operations
 * never go back. An answer to a transaction that was asked for before has its first place.
 */
public final class SequentialConsistency implements ProvingChecker {
  @Override
  public String name() {
    return "sequential-consistency";
  }

  @Override
  public String promise() {
    return "The chain's order explains every answer and keeps each process's own order.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return switch (result.verdict()) {
      case FAIL ->
          Proven.contradiction(
              name(),
              List.of(Proven.SESSIONS, Proven.SEQUENTIAL),
              recording.history(),
              result.evidence());
      case PASS ->
          Proven.SEQUENTIAL.order(
              name(), recording.history(), new LedgerOrder(recording, false).indices());
      case UNKNOWN, VACUOUS, HARNESS -> Optional.empty();
    };
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<LedgerOperation> operations = LedgerHistory.of(recording.history());
    Findings findings = new Findings();
    Chained.longest(recording)
        .ifPresent(chain -> ChainReplay.judge(chain, operations, findings, budget));
    for (SessionGuarantee.Kind kind : SessionGuarantee.Kind.values()) {
      new SessionGuarantee(kind)
          .check(recording, budget)
          .evidence()
          .forEach(evidence -> findings.add(evidence.operations(), evidence.sentence()));
    }
    return Chained.result(
        name(), recording, findings, "The chain's order explains all answers, process by process.");
  }
}
