package dev.assay.checkers.result;

import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import dev.assay.history.run.RunDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What all checkers of a run found, written as {@code results.json}. Holds no time, path or other
 * chance: equal histories give equal bytes.
 *
 * @param verdict the worst of the checks'
 * @param cause one sentence: why it is that verdict
 */
public record Results(Verdict verdict, String cause, List<CheckResult> checks) {
  private static final long FILE_BYTES_MAX = 64 << 20;

  public Results {
    checks = List.copyOf(checks);
  }

  /** The verdict that follows from the checks; none at all is UNKNOWN, never a pass. */
  public static Results of(List<CheckResult> checks) {
    if (checks.isEmpty()) {
      return new Results(Verdict.UNKNOWN, "Nothing was checked.", checks);
    }
    Verdict verdict =
        checks.stream().map(CheckResult::verdict).reduce(Verdict.PASS, Verdict::worst);
    String cause =
        verdict == Verdict.PASS
            ? "Every promise held: "
                + checks.stream().map(CheckResult::checker).collect(Collectors.joining(", "))
                + "."
            : checks.stream()
                .filter(check -> check.verdict() == verdict)
                .map(CheckResult::summary)
                .findFirst()
                .orElseThrow();
    return new Results(verdict, cause, checks);
  }

  /** A run whose own machinery broke, with what was checked nevertheless. */
  public Results brokenBy(String sentence) {
    return verdict.worst(Verdict.HARNESS) == Verdict.HARNESS
        ? new Results(Verdict.HARNESS, sentence, checks)
        : this;
  }

  /** As {@code results.json} holds them. */
  public String json() {
    return ValueJson.writeIndented(ResultsJson.write(this));
  }

  public void write(Path file) {
    RunDirectory.writeAtomically(file, ResultsJson.write(this));
  }

  /**
   * What was written.
   *
   * @throws RunDirectoryException when the file is missing or holds no results
   */
  public static Results read(Path file) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new RunDirectoryException(
            file + ": results are at most " + FILE_BYTES_MAX + " bytes long");
      }
      return ResultsJson.read(ValueJson.read(Files.readString(file)));
    } catch (IOException | JsonException e) {
      throw new RunDirectoryException(
          "%s cannot be read as results (%s): decide again with the check command"
              .formatted(file, e instanceof JsonException ? e.getMessage() : e));
    }
  }
}
