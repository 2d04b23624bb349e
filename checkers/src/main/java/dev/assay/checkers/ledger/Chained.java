package dev.assay.checkers.ledger;

import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What checks of chains have in common: the longest chain, and what to say where one is absent. */
final class Chained {
  private Chained() {}

  static Optional<Chain> longest(Recording recording) {
    return recording.chains().values().stream()
        .max(Comparator.comparingInt((Chain chain) -> chain.blocks().size()));
  }

  /** FAIL by findings, UNKNOWN where a chain is absent, VACUOUS where all are empty, else PASS. */
  static CheckResult result(String name, Recording recording, Findings findings, String kept) {
    List<String> absent = Acknowledged.absentChains(recording);
    long height = longest(recording).map(Chain::height).orElse(0L);
    Verdict verdict =
        !findings.isEmpty()
            ? Verdict.FAIL
            : !absent.isEmpty() ? Verdict.UNKNOWN : height == 0 ? Verdict.VACUOUS : Verdict.PASS;
    String summary =
        switch (verdict) {
          case FAIL -> "Broken: " + findings.first() + ".";
          case UNKNOWN -> "Not all chains could be read: " + String.join(", ", absent) + ".";
          case VACUOUS -> "The chains are empty.";
          case PASS, HARNESS -> kept;
        };
    return new CheckResult(
        name,
        verdict,
        summary,
        findings.evidence(),
        Value.fields("chains", Value.of(recording.chains().size()))
            .with("blocks", Value.of(height)));
  }
}
