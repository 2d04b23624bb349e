package dev.assay.cli.gate;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.FaultSpan;
import dev.assay.history.History;
import java.util.List;

/**
 * One run against a mutant.
 *
 * @param seed that it was drawn from
 * @param said the checkers that gave the verdict, when it is no pass
 * @param faults that were proven to be in effect, by name
 */
public record Attempt(
    long seed, Verdict verdict, String cause, List<String> said, List<String> faults) {
  public Attempt {
    said = List.copyOf(said);
    faults = List.copyOf(faults);
  }

  public static Attempt of(long seed, Results results, History history) {
    Verdict verdict = results.verdict();
    List<String> said =
        verdict == Verdict.PASS
            ? List.of()
            : results.checks().stream()
                .filter(check -> check.verdict() == verdict)
                .map(CheckResult::checker)
                .toList();
    List<String> faults =
        FaultSpan.of(history.faults(), history.endNanos()).stream()
            .filter(FaultSpan::proven)
            .map(span -> span.fault().f())
            .distinct()
            .sorted()
            .toList();
    return new Attempt(seed, verdict, results.cause(), said, faults);
  }
}
