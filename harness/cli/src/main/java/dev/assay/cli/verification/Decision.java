package dev.assay.cli.verification;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checks;
import dev.assay.checkers.canary.SelfTested;
import dev.assay.checkers.certificate.CertificateFolder;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.run.CheckRun;
import dev.assay.harness.run.RunEnd;
import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.Value;
import dev.assay.history.file.HistoryReader;
import dev.assay.history.run.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a finished run's record proves, and what our own trouble takes away from it.
 *
 * @param history empty when the run broke before its first operation
 */
public record Decision(Results results, Optional<History> history) {

  public static Decision of(RunDirectory directory, RunEnd end) {
    try {
      History history = HistoryReader.read(directory.historyFile());
      Results checked =
          Checks.run(
              SelfTested.all(CheckRun.checkers()),
              CheckRun.recording(directory, history),
              Budget.Limits.DEFAULT,
              CertificateFolder.anew(directory.path()));
      return new Decision(with(checked, end), Optional.of(history));
    } catch (HistoryException e) {
      Results nothing =
          Results.of(List.of(result("history", String.valueOf(e.getMessage()), Verdict.UNKNOWN)));
      return new Decision(with(nothing, end), Optional.empty());
    }
  }

  /** What was checked, and how the run ended. */
  public static Results with(Results results, RunEnd end) {
    return switch (end) {
      case RunEnd.Completed _ -> results;
      case RunEnd.Interrupted _ ->
          with(results, "The run was interrupted before its end.", Verdict.UNKNOWN);
      case RunEnd.Broken broken ->
          with(results, "The harness failed in " + broken.cause(), Verdict.HARNESS);
    };
  }

  private static Results with(Results results, String sentence, Verdict verdict) {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(result("harness", sentence, verdict));
    checks.addAll(results.checks());
    return Results.of(checks);
  }

  private static CheckResult result(String checker, String sentence, Verdict verdict) {
    return new CheckResult(checker, verdict, sentence, List.of(), Value.fields());
  }
}
