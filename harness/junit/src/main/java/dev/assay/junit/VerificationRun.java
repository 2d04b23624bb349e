package dev.assay.junit;

import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.harness.run.RunEnd;
import dev.assay.history.Seed;
import dev.assay.history.run.RunDirectory;

/**
 * A run that is over, as a test's parameter.
 *
 * @param repeat what to add to the command line of the tests to do the same run again
 */
public record VerificationRun(
    Seed seed, RunDirectory directory, RunEnd end, Results results, String repeat) {

  public Verdict verdict() {
    return results.verdict();
  }

  /** Everything that somebody who sees the test fail wants to know first. */
  public String message() {
    return "verdict %s: %s%nrun directory: %s%nrepeat with: %s"
        .formatted(results.verdict(), results.cause(), directory.path(), repeat);
  }
}
