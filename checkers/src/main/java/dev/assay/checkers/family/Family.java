package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.proof.Refutation;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.History;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;

/** A rule as a checker: it fails by findings, and proves nothing where there was nothing to see. */
final class Family implements ProvingChecker {
  private static final long STATEMENTS_MAX = 2_000_000;

  private final String name;
  private final String promise;
  private final Rule rule;
  private final Optional<Refutation> refutation;

  Family(String name, String promise, Rule rule) {
    this(name, promise, rule, Optional.empty());
  }

  private Family(String name, String promise, Rule rule, Optional<Refutation> refutation) {
    this.name = name;
    this.promise = promise;
    this.rule = rule;
    this.refutation = refutation;
  }

  /**
   * The same, whose failures are operations without an order: of the model, which respects that.
   */
  Family provenBy(String model, String respects) {
    return new Family(name, promise, rule, Optional.of(new Refutation(model, respects)));
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

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return refutation
        .filter(_ -> result.verdict() == Verdict.FAIL && isSmall(recording.history()))
        .flatMap(it -> Refutation.first(name, List.of(it), recording.history(), result.evidence()));
  }

  /** What an element may say of each operation has to be held, for a proof. */
  private static boolean isSmall(History history) {
    long adds = history.clientOperations().stream().filter(o -> o.f().equals("add")).count();
    return (history.clientOperations().size() + 1L) * (adds + 1) <= STATEMENTS_MAX;
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + sentence.substring(1);
  }
}
