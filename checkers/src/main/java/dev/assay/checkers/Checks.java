package dev.assay.checkers;

import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;

/** Runs checkers one after the other; what befalls one takes nothing from the others. */
public final class Checks {
  private Checks() {}

  public static Results run(List<Checker> checkers, Recording recording, Budget.Limits limits) {
    return run(checkers, recording, limits, Certificates.NONE);
  }

  /** Results name the certificates that are kept. */
  public static Results run(
      List<Checker> checkers,
      Recording recording,
      Budget.Limits limits,
      Certificates certificates) {
    List<CheckResult> results = new ArrayList<>();
    for (Checker checker : checkers) {
      results.add(run(checker, recording, new Budget(limits), certificates));
    }
    return Results.of(results);
  }

  /** The checker's result, or UNKNOWN with what stopped it and how far it came. */
  public static CheckResult run(Checker checker, Recording recording, Budget budget) {
    return run(checker, recording, budget, Certificates.NONE);
  }

  private static CheckResult run(
      Checker checker, Recording recording, Budget budget, Certificates certificates) {
    try {
      CheckResult result = checker.check(recording, budget, certificates);
      // Whoever swallowed the budget's end did not see everything: that is no pass, by type.
      return result.verdict() == Verdict.PASS && budget.ranOut()
          ? undecided(checker, "it passed although its budget had run out", budget)
          : result;
    } catch (Budget.ExhaustedException e) {
      return undecided(checker, e.why(), budget);
    } catch (OutOfMemoryError e) {
      return undecided(checker, "memory ran out", budget);
    } catch (IllegalArgumentException e) {
      return undecided(checker, "the history is none of its kind (" + e.getMessage() + ")", budget);
    } catch (RuntimeException | StackOverflowError e) {
      return undecided(checker, "the checker failed with " + e, budget);
    }
  }

  private static CheckResult undecided(Checker checker, String why, Budget budget) {
    return new CheckResult(
        checker.name(),
        Verdict.UNKNOWN,
        "%s is undecided: %s %s.".formatted(checker.name(), why, budget.howFar()),
        List.of(),
        Value.fields());
  }
}
