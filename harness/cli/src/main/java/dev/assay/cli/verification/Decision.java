package dev.assay.cli.verification;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.canary.SelfTested;
import dev.assay.checkers.certificate.CertificateFolder;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.run.CheckRun;
import dev.assay.cli.sabotage.Sabotage;
import dev.assay.harness.run.RunEnd;
import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.Value;
import dev.assay.history.file.HistoryReader;
import dev.assay.history.run.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a finished run's record proves, and what our own trouble takes away from it.
 *
 * @param history empty when the run broke before its first operation
 */
public record Decision(Results results, Optional<History> history) {
  /** Checkers that compare what nodes hold at the end. */
  private static final Set<String> ASK_THE_END =
      Set.of("chain-audit", "acknowledged", "lives", "agreement", "convergence", "validity");

  public static Decision of(RunDirectory directory, RunEnd end) {
    try {
      History history = HistoryReader.read(directory.historyFile());
      Recording recording = CheckRun.recording(directory, history);
      Results checked =
          Checks.run(
              checkers(recording),
              recording,
              Budget.Limits.DEFAULT,
              CertificateFolder.anew(directory.path()));
      Results whole = whole(checked, history, RecordedEnd.events(directory));
      return new Decision(with(whole, end), Optional.of(history));
    } catch (HistoryException e) {
      Results nothing =
          Results.of(List.of(result("history", String.valueOf(e.getMessage()), Verdict.UNKNOWN)));
      return new Decision(with(nothing, end), Optional.empty());
    }
  }

  /**
   * The checkers of a run, each tried on its canaries, and broken if the run's manifest says so.
   */
  public static List<Checker> checkers(Recording recording) {
    List<Checker> checkers = CheckRun.checkers(recording.manifest());
    return SelfTested.all(
        recording
            .manifest()
            .map(manifest -> Sabotage.of(manifest).checkers(checkers))
            .orElse(checkers));
  }

  /**
   * What was checked, unless a part of the history never arrived.
   *
   * @param events how many the run handed over, as far as it said so
   */
  public static Results whole(Results results, History history, OptionalLong events) {
    return events.isEmpty() || events.getAsLong() == history.events().size()
        ? results
        : falsified(
            results,
            "the history holds %d of the %d events that happened"
                .formatted(history.events().size(), events.getAsLong()));
  }

  /** What was checked, with something of our own that broke. */
  public static Results broken(Results results, String what) {
    return with(results, "The harness failed: " + what + ".", Verdict.HARNESS);
  }

  /** What was checked, and how the run ended. */
  public static Results with(Results results, RunEnd end) {
    return switch (end) {
      case RunEnd.Completed _ -> results;
      case RunEnd.Interrupted _ ->
          with(unsettled(results), "The run was interrupted before its end.", Verdict.UNKNOWN);
      case RunEnd.Falsified(String cause) -> falsified(results, cause);
      case RunEnd.Broken broken ->
          with(results, "The harness failed in " + broken.cause(), Verdict.HARNESS);
    };
  }

  /**
   * What says that a node lacks something needs nodes that had time to catch up. Whatever clients
   * saw was wrong however the run went on.
   */
  private static Results unsettled(Results results) {
    return Results.of(
        results.checks().stream()
            .map(
                check ->
                    check.verdict() == Verdict.FAIL && ASK_THE_END.contains(check.checker())
                        ? instead(
                            check,
                            Verdict.UNKNOWN,
                            "It said FAIL, of nodes that may not have caught up: ")
                        : check)
            .toList());
  }

  private static CheckResult instead(CheckResult check, Verdict verdict, String why) {
    return new CheckResult(
        check.checker(), verdict, why + check.summary(), check.evidence(), check.statistics());
  }

  /** Of a history that is not what happened even a violation may be of its own making. */
  private static Results falsified(Results results, String why) {
    List<CheckResult> checks = new ArrayList<>();
    for (CheckResult check : results.checks()) {
      checks.add(
          check.verdict() == Verdict.FAIL
              ? instead(
                  check, Verdict.HARNESS, "It said FAIL, of a history that can't be believed: ")
              : check);
    }
    return with(Results.of(checks), "The history can't be believed: " + why + ".", Verdict.HARNESS);
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
