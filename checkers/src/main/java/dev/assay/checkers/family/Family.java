package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.List;

/** A rule as a checker: it fails by findings, and proves nothing where there was nothing to see. */
final class Family implements Checker {
  private final String name;
  private final String promise;
  private final Rule rule;

  Family(String name, String promise, Rule rule) {
    this.name = name;
    this.promise = promise;
    this.rule = rule;
  }

  /** What is wrong with a recording. */
  interface Rule {
    /** Adds what speaks against the promise, and says how much was looked at. */
    Seen look(Recording recording, Findings findings, Budget budget);
  }

  /**
   * What was looked at.
   *
   * @param answers how many answers there were that could have broken the promise
   */
  record Seen(long answers, Value.Fields statistics) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public String promise() {
    return promise;
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Findings findings = new Findings();
    Seen seen = rule.look(recording, findings, budget);
    if (!findings.isEmpty()) {
      return new CheckResult(
          name,
          Verdict.FAIL,
          capital(findings.first()) + ".",
          findings.evidence(),
          seen.statistics());
    }
    return seen.answers() == 0
        ? new CheckResult(
            name, Verdict.VACUOUS, "There was nothing to check.", List.of(), seen.statistics())
        : new CheckResult(
            name,
            Verdict.PASS,
            "Nothing among %d answers speaks against it.".formatted(seen.answers()),
            List.of(),
            seen.statistics());
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + sentence.substring(1);
  }
}
