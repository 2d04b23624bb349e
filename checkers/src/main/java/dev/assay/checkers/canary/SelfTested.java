package dev.assay.checkers.canary;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;

/**
 * A checker that is tried on its canaries whenever it judges. Missing one is HARNESS, whatever it
 * said of the run: neither its pass nor its failure can be believed.
 */
public final class SelfTested implements Checker {
  private final Checker checker;

  private SelfTested(Checker checker) {
    this.checker = checker;
  }

  /** The same checkers, each with its canaries. */
  public static List<Checker> all(List<? extends Checker> checkers) {
    return checkers.stream().<Checker>map(SelfTested::new).toList();
  }

  @Override
  public String name() {
    return checker.name();
  }

  @Override
  public String promise() {
    return checker.promise();
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    return trusted(checker.check(recording, budget));
  }

  @Override
  public CheckResult check(Recording recording, Budget budget, Certificates certificates) {
    return trusted(checker.check(recording, budget, certificates));
  }

  private CheckResult trusted(CheckResult result) {
    return missed()
        .map(
            miss ->
                new CheckResult(
                    result.checker(),
                    Verdict.HARNESS,
                    "%s is broken, and its %s counts for nothing: %s."
                        .formatted(name(), result.verdict(), miss),
                    List.of(),
                    Value.fields("canary", Value.of(miss))))
        .orElse(result);
  }

  /** What it said of the first canary that it missed. */
  private Optional<String> missed() {
    for (Canary canary : Canaries.of(name())) {
      CheckResult said = Checks.run(checker, canary.recording(), new Budget(canary.limits()));
      if (!canary.due().contains(said.verdict())) {
        return Optional.of(
            "of a run in which %s it says %s, where %s is due"
                .formatted(
                    canary.story(),
                    said.verdict(),
                    String.join(
                        " or ", canary.due().stream().map(Verdict::name).sorted().toList())));
      }
    }
    return Optional.empty();
  }
}
