package dev.assay.junit;

import dev.assay.checkers.Budget;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.run.CheckRun;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A verification run as a test needs it.
 *
 * @param expectations what checkers are to know beside the history
 * @param runs the folder that run directories go to
 * @param judge decides a run from its directory alone; what it throws is UNKNOWN
 */
public record Verification(
    Subject subject,
    Trial trial,
    Manifest.Expectations expectations,
    Path runs,
    Function<RunDirectory, Results> judge) {

  /** Judged by every checker for ledgers. */
  public static Verification ofLedger(
      Subject subject, Trial trial, Manifest.Expectations expectations, Path runs) {
    return new Verification(
        subject,
        trial,
        expectations,
        runs,
        directory -> CheckRun.check(directory, Budget.Limits.DEFAULT));
  }
}
