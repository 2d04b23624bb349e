package dev.assay.checkers.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.run.CheckRun;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SelfTestedTest {
  private static final Recording SOUND = Canaries.of("conservation").getFirst().recording();

  @Test
  void soundCheckersMissNoCanary() {
    Results results = Checks.run(all(), SOUND, Budget.Limits.DEFAULT);
    assertThat(results.checks()).noneMatch(check -> check.verdict() == Verdict.HARNESS);
    assertThat(results.checks()).noneMatch(check -> check.verdict() == Verdict.FAIL);
  }

  @Test
  void everyDecisiveCheckerOfARunHasACanaryThatItMustNotPass() {
    for (Checker checker : everyRuns()) {
      boolean bites =
          Canaries.of(checker.name()).stream()
              .anyMatch(canary -> !canary.due().contains(Verdict.PASS));
      assertThat(bites).as(checker.name()).isEqualTo(!checker.name().equals("statistics"));
    }
  }

  @Test
  void aCheckerThatAlwaysPassesIsFoundOut() {
    for (Checker checker : everyRuns()) {
      Checker lenient = saying(checker, result -> with(result, Verdict.PASS));
      CheckResult said =
          Checks.run(
              SelfTested.all(List.of(lenient)).getFirst(),
              SOUND,
              new Budget(Budget.Limits.DEFAULT));
      if (!checker.name().equals("statistics")) {
        assertThat(said.verdict()).as(checker.name()).isEqualTo(Verdict.HARNESS);
      }
    }
  }

  @Test
  void aCheckerThatTakesUnknownForFailedIsFoundOut() {
    for (String name : List.of("linearizability", "acknowledged")) {
      Checker checker = named(name);
      Checker deaf = hearing(checker, SelfTestedTest::unknownFailed);
      CheckResult said =
          Checks.run(
              SelfTested.all(List.of(deaf)).getFirst(), SOUND, new Budget(Budget.Limits.DEFAULT));
      assertThat(said.verdict()).as(name).isEqualTo(Verdict.HARNESS);
      assertThat(said.summary()).contains("is broken", "unknown outcome");
    }
  }

  @Test
  void whatRanOutOfItsBudgetCannotPass() {
    Checker spender =
        new Checker() {
          @Override
          public String name() {
            return "spender";
          }

          @Override
          public String promise() {
            return "Nothing.";
          }

          @Override
          public CheckResult check(Recording recording, Budget budget) {
            try {
              while (true) {
                budget.step();
              }
            } catch (Budget.ExhaustedException e) {
              return new CheckResult(name(), Verdict.PASS, "Fine.", List.of(), Value.fields());
            }
          }
        };
    CheckResult said =
        Checks.run(spender, SOUND, new Budget(new Budget.Limits(10, 1, () -> false)));
    assertThat(said.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  /** The checkers of runs with any workload. */
  private static List<Checker> everyRuns() {
    return CheckRun.catalog().stream()
        .filter(
            checker ->
                Stream.of("transfer", "register", "list-append", "set")
                    .flatMap(workload -> CheckRun.checkers(workload).stream())
                    .anyMatch(one -> one.name().equals(checker.name())))
        .toList();
  }

  private static List<Checker> all() {
    return SelfTested.all(everyRuns());
  }

  private static Checker named(String name) {
    return everyRuns().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static CheckResult with(CheckResult result, Verdict verdict) {
    return new CheckResult(result.checker(), verdict, "Fine.", List.of(), Value.fields());
  }

  private static Recording unknownFailed(Recording recording) {
    List<Event> events =
        recording.history().events().stream()
            .map(
                event ->
                    event.type() == EventType.UNKNOWN
                        ? new Event(
                            event.index(),
                            event.timeNanos(),
                            event.process(),
                            EventType.FAIL,
                            event.f(),
                            event.value(),
                            Optional.of("no answer"))
                        : event)
            .toList();
    return new Recording(History.of(events), recording.manifest(), recording.chains());
  }

  private static Checker saying(Checker checker, UnaryOperator<CheckResult> twist) {
    return twisted(checker, UnaryOperator.identity(), twist);
  }

  private static Checker hearing(Checker checker, UnaryOperator<Recording> twist) {
    return twisted(checker, twist, UnaryOperator.identity());
  }

  private static Checker twisted(
      Checker checker, UnaryOperator<Recording> ear, UnaryOperator<CheckResult> mouth) {
    return new Checker() {
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
        return mouth.apply(Checks.run(checker, ear.apply(recording), budget));
      }

      @Override
      public CheckResult check(Recording recording, Budget budget, Certificates certificates) {
        return check(recording, budget);
      }
    };
  }
}
