package dev.assay.cli;

import dev.assay.checkers.result.Verdict;

/** What the command's exit code says to scripts. */
final class ExitCode {
  static final int BAD_ARGUMENTS = 254;
  static final int HARNESS = 255;

  private ExitCode() {}

  static int of(Verdict verdict) {
    return verdict.exitCode();
  }
}
