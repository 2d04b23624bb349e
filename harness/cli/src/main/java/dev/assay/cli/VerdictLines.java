package dev.assay.cli;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import java.io.PrintStream;

/** Results as sentences on a terminal. */
final class VerdictLines {
  private VerdictLines() {}

  /** One line for each checker that did not pass, then the verdict and its cause. */
  static void print(Results results, PrintStream out) {
    for (CheckResult check : results.checks()) {
      if (check.verdict() != Verdict.PASS) {
        out.println("  %s %s: %s".formatted(check.verdict(), check.checker(), check.summary()));
      }
    }
    out.println(results.verdict() + ": " + results.cause());
  }
}
