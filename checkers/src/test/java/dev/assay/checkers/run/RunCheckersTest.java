package dev.assay.checkers.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.Told;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The smallest runs that pass and that do not, for what is asked of every run. */
final class RunCheckersTest {
  private static final Told TOLD = Told.of("run");

  private static final Value.Fields A0 = Value.fields("account", Value.of("a0"));
  static final Value.Fields MOVE = Value.fields("from", Value.of("a0")).with("to", Value.of("a1"));

  static Recording recording(Timetable table, String... faults) {
    Manifest manifest =
        new Manifest(
            new Manifest.Start("transfer", "2026-11-22T17:20:05Z", new Seed(7), List.of()),
            new Manifest.Plan(
                "ledger",
                "transfer",
                "sim",
                List.of("n1", "n2"),
                List.of(faults),
                List.of(),
                Duration.ofSeconds(60)),
            new Manifest.Expectations(
                Map.of(), new Manifest.Floors(4, 50, 10, Duration.ofSeconds(5))),
            Value.fields());
    return new Recording(table.history(), Optional.of(manifest), Map.of());
  }

  private static CheckResult check(Checker checker, Recording recording) {
    return TOLD.check(checker, recording);
  }

  static Timetable read(Timetable table, int process, long from, long to) {
    return table.ok(process, from, to, "read", A0, Value.fields());
  }

  static Timetable audits(Timetable table, long from, String... nodes) {
    long at = from;
    for (String node : nodes) {
      Value.Fields asked = Value.fields("node", Value.of(node));
      table.ok(9, at, at + 1, "audit", asked, Value.fields());
      at += 2;
    }
    return table;
  }

  @Nested
  final class AvailabilityTest {
    @Test
    void answerWithinTheBoundAndAllAuditsPass() {
      Timetable table =
          new Timetable().nemesis(10, 20, "kill", true).nemesis(30, 40, "heal-all", true);
      CheckResult result =
          check(new Availability(), recording(audits(read(table, 0, 50, 5000), 6000, "n1", "n2")));
      assertThat(result.verdict()).isEqualTo(Verdict.PASS);
      assertThat(result.statistics().get("firstOkAfterHealNanos"))
          .contains(Value.of(4_960_000_000L));
    }

    @Test
    void lateAnswerFails() {
      Timetable table = new Timetable().nemesis(30, 40, "heal-all", true);
      Recording recording = recording(audits(read(table, 0, 50, 5041), 6000, "n1", "n2"));
      assertThat(check(new Availability(), recording).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void noAnswerFailsOnceTheBoundHasPassed() {
      Timetable table =
          new Timetable().nemesis(30, 40, "heal-all", true).unknown(0, 50, "read", A0);
      assertThat(check(new Availability(), recording(audits(table, 5041, "n1", "n2"))).verdict())
          .isEqualTo(Verdict.FAIL);
      Timetable soon = new Timetable().nemesis(30, 40, "heal-all", true).unknown(0, 50, "read", A0);
      assertThat(check(new Availability(), recording(audits(soon, 60, "n1", "n2"))).verdict())
          .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void missingAuditAndNothingAskedAreNoPass() {
      Timetable table = new Timetable().nemesis(30, 40, "heal-all", true);
      CheckResult missing =
          check(new Availability(), recording(audits(read(table, 0, 50, 60), 70, "n1")));
      assertThat(missing.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(missing.summary()).contains("node n2 gave no last audit");
      Timetable again = new Timetable().nemesis(30, 40, "heal-all", true);
      Timetable asked = audits(read(again, 0, 50, 60), 70, "n1");
      asked.fail(8, 80, 5100, "audit", Value.fields("node", Value.of("n2")));
      assertThat(check(new Availability(), recording(asked)).verdict()).isEqualTo(Verdict.FAIL);
      Timetable silent = read(new Timetable(), 0, 1, 2).nemesis(30, 40, "heal-all", true);
      assertThat(check(new Availability(), recording(audits(silent, 70, "n1", "n2"))).summary())
          .contains("nothing was asked after the last fault was healed");
    }
  }

  @Nested
  final class FloorsTest {
    private static Timetable enough() {
      Timetable table = new Timetable();
      for (long i = 0; i < 20; i++) {
        read(table, 0, 100 * i, 100 * i + 50);
      }
      return table
          .ok(1, 20, 60, "transfer", MOVE, Value.fields())
          .nemesis(1000, 1010, "kill", true)
          .nemesis(1500, 1510, "restart", true);
    }

    @Test
    void enoughIsAPass() {
      CheckResult result = check(new Floors(), recording(enough(), "kill-leader", "kill-one"));
      assertThat(result.summary()).isEqualTo("Enough happened to prove something.");
      assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aTransactionThatNamesAKeyTwiceDoesNotMeetItself() {
      Value twice =
          Value.items(
              List.of(
                  Value.items(List.of(Value.of("append"), Value.of("k0"), Value.of(1))),
                  Value.items(List.of(Value.of("r"), Value.of("k0"), Value.NIL))));
      Timetable table = new Timetable();
      for (long i = 0; i < 20; i++) {
        Value.Fields asked = Value.fields("id", Value.of("x-" + i)).with("value", twice);
        table.ok(0, 100 * i, 100 * i + 50, "txn", asked, Value.fields());
      }
      assertThat(check(new Floors(), recording(table)).summary())
          .contains("no two operations on one key overlapped");
    }

    @Test
    void faultWithoutProvenEffectIsVacuous() {
      vacuous(
          recording(enough().nemesis(1600, 1610, "pause", false)),
          "none of 1 pause faults was proven to have taken effect");
    }

    @Test
    void faultThatWasAskedForAndNeverInjectedIsVacuous() {
      vacuous(recording(enough(), "kill-one", "isolate-leader"), "partition faults were asked for");
    }

    @Test
    void tooFewAcknowledgedIsVacuous() {
      vacuous(
          recording(read(new Timetable(), 0, 1, 2)),
          "1 operations were acknowledged, fewer than 4");
    }

    @Test
    void silenceDuringFaultsIsVacuous() {
      Timetable table = new Timetable();
      for (long i = 0; i < 20; i++) {
        read(table, 0, i < 10 ? 10 * i : 2000 + 10 * i, i < 10 ? 10 * i + 5 : 2005 + 10 * i);
      }
      table.ok(1, 2, 4, "transfer", MOVE, Value.fields());
      table.nemesis(100, 110, "kill", true).nemesis(1900, 1910, "restart", true);
      vacuous(recording(table), "while faults were in effect");
    }

    @Test
    void silenceWhileNoMajorityRunsIsNone() {
      Timetable table = new Timetable();
      for (long i = 0; i < 20; i++) {
        read(table, 0, i < 10 ? 10 * i : 2000 + 10 * i, i < 10 ? 10 * i + 5 : 2005 + 10 * i);
      }
      table.ok(1, 2, 4, "transfer", MOVE, Value.fields());
      Value.Fields both =
          Value.fields("nodes", Value.items(List.of(Value.of("n1"), Value.of("n2"))));
      table.nemesis(100, 110, "kill", both, true).nemesis(1900, 1910, "restart", true);

      assertThat(check(new Floors(), recording(table)).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void noContentionIsVacuous() {
      Timetable table = new Timetable();
      for (long i = 0; i < 10; i++) {
        read(table, 0, 10 * i, 10 * i + 5);
        read(table, 1, 10 * i + 1, 10 * i + 4);
      }
      vacuous(recording(table), "no two operations on one key overlapped");
    }

    private static void vacuous(Recording recording, String why) {
      CheckResult result = check(new Floors(), recording);
      assertThat(result.verdict()).isEqualTo(Verdict.VACUOUS);
      assertThat(result.evidence()).anyMatch(evidence -> evidence.sentence().contains(why));
    }
  }

  @Test
  void statisticsCountByNameAndOutcome() {
    Timetable table =
        read(new Timetable(), 0, 1, 2).fail(0, 3, 4, "transfer", MOVE).unknown(1, 5, "read", A0);
    CheckResult result = check(new Statistics(), recording(table.nemesis(7, 8, "kill", true)));
    assertThat(result.summary())
        .isEqualTo(
            "3 operations of clients: 1 ok, 1 failed, 1 unknown; 1 operations of the nemesis.");
  }

  @Test
  void checkerThatThrowsTakesNothingFromTheOthers() {
    Results results =
        Checks.run(
            List.of(
                failing("thrower", () -> new IllegalStateException("oops")),
                failing("hungry", () -> new OutOfMemoryError("heap")),
                failing("deep", StackOverflowError::new),
                new Statistics()),
            recording(read(new Timetable(), 0, 1, 2)),
            Budget.Limits.DEFAULT);
    assertThat(results.checks())
        .extracting(CheckResult::verdict)
        .containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.PASS);
    assertThat(results.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(results.cause())
        .isEqualTo(
            "thrower is undecided: the checker failed with java.lang.IllegalStateException: oops"
                + " after 3 of 4 operations (75 %).");
  }

  private interface Failure {
    Throwable make();
  }

  private static Checker failing(String name, Failure failure) {
    return new Checker() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String promise() {
        return "none";
      }

      @Override
      public CheckResult check(Recording recording, Budget budget) {
        budget.reached(3, 4);
        switch (failure.make()) {
          case RuntimeException e -> throw e;
          case Error e -> throw e;
          case Throwable e -> throw new AssertionError(e);
        }
      }
    };
  }
}
