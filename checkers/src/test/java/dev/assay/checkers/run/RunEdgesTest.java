package dev.assay.checkers.run;

import static dev.assay.checkers.run.RunCheckersTest.MOVE;
import static dev.assay.checkers.run.RunCheckersTest.audits;
import static dev.assay.checkers.run.RunCheckersTest.read;
import static dev.assay.checkers.run.RunCheckersTest.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.model.ModelChecker;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is just in time and just too late, just enough and just too little. */
final class RunEdgesTest {
  private static CheckResult check(Checker checker, Recording recording) {
    return checker.check(recording, new Budget(Budget.Limits.DEFAULT));
  }

  private static Timetable healed() {
    return new Timetable().nemesis(10, 20, "kill", true).nemesis(30, 40, "heal-all", true);
  }

  @Nested
  final class AvailabilityEdges {
    private static Verdict verdict(Timetable table) {
      return check(new Availability(), recording(table)).verdict();
    }

    @Test
    void whoAsksAtTheMomentOfHealingAsksAfterIt() {
      assertThat(verdict(audits(read(healed(), 0, 40, 50), 60, "n1", "n2")))
          .isEqualTo(Verdict.PASS);
    }

    @Test
    void answerAtTheLastMomentIsInTime() {
      assertThat(verdict(audits(read(healed(), 0, 50, 5040), 60, "n1", "n2")))
          .isEqualTo(Verdict.PASS);
      CheckResult late =
          check(new Availability(), recording(audits(read(healed(), 0, 50, 5041), 60, "n1", "n2")));
      assertThat(late.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(late.summary()).contains("nothing was acknowledged within 5.0 s after");
    }

    @Test
    void firstAnswerCountsWhoeverAskedFirst() {
      Timetable table = read(read(healed(), 0, 50, 5100), 1, 51, 60);
      assertThat(verdict(audits(table, 70, "n1", "n2"))).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatEndsAtTheLastMomentMayStillBeAnswered() {
      Timetable inTime = healed().unknown(0, 50, "transfer", MOVE);
      assertThat(verdict(audits(inTime, 5037, "n1", "n2"))).isEqualTo(Verdict.UNKNOWN);
      Timetable late = healed().unknown(0, 50, "transfer", MOVE);
      assertThat(verdict(audits(late, 5038, "n1", "n2"))).isEqualTo(Verdict.FAIL);
    }

    @Test
    void nodeHasItsTimeToGiveItsLastAudit() {
      Value.Fields second = Value.fields("node", Value.of("n2"));
      Timetable inTime = audits(read(healed(), 0, 50, 60), 70, "n1");
      assertThat(verdict(inTime.fail(8, 40, 5040, "audit", second))).isEqualTo(Verdict.UNKNOWN);
      Timetable late = audits(read(healed(), 0, 50, 60), 70, "n1");
      assertThat(verdict(late.fail(8, 40, 5041, "audit", second))).isEqualTo(Verdict.FAIL);
      Timetable before = audits(read(healed(), 0, 50, 60), 70, "n1");
      assertThat(verdict(before.fail(8, 39, 5041, "audit", second))).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void auditAtTheMomentOfHealingIsALastOne() {
      Timetable table = audits(read(healed(), 0, 50, 60), 40, "n1");
      assertThat(verdict(audits(table, 70, "n2"))).isEqualTo(Verdict.PASS);
      Timetable early = audits(read(healed(), 0, 50, 60), 38, "n1");
      assertThat(verdict(audits(early, 70, "n2"))).isEqualTo(Verdict.UNKNOWN);
    }
  }

  @Nested
  final class FloorsEdges {
    private static final String TWO = "[[\"append\",\"k0\",1],[\"r\",\"k1\",null]]";

    private static CheckResult floors(Timetable table) {
      return check(new Floors(), recording(table));
    }

    /** Four reads, of which floors want four, beside a transfer. */
    @Test
    void justEnoughIsEnough() {
      Timetable table = new Timetable().ok(1, 1, 9, "transfer", MOVE, Value.fields());
      for (long i = 1; i < 4; i++) {
        read(table, 0, 2 * i, 2 * i + 1);
      }
      assertThat(floors(table).verdict()).isEqualTo(Verdict.PASS);
      Timetable fewer = new Timetable().ok(1, 1, 9, "transfer", MOVE, Value.fields());
      read(read(fewer, 0, 2, 3), 0, 4, 5);
      assertThat(floors(fewer).summary()).contains("3 operations were acknowledged, fewer than 4");
    }

    /** Floors want a half in all, and a tenth during faults, of what there was before. */
    @ParameterizedTest(name = "{0} during faults, {1} after: {2}")
    @CsvSource({"5,0,PASS", "4,0,VACUOUS", "1,4,PASS", "0,5,VACUOUS", "1,3,VACUOUS"})
    void sharesAreOfTheRateBeforeTheFirstFault(int during, int after, Verdict due) {
      Timetable table = new Timetable().ok(1, 0, 99, "transfer", MOVE, Value.fields());
      for (long i = 0; i < 9; i++) {
        read(table, 0, 10 * i, 10 * i + 5);
      }
      table.nemesis(100, 101, "kill", true);
      for (long i = 0; i < during; i++) {
        read(table, 0, 101 + 10 * i, 105 + 10 * i);
      }
      table.nemesis(200, 201, "restart", true);
      for (long i = 0; i < after; i++) {
        read(table, 0, 250 + 10 * i, 255 + 10 * i);
      }
      // Whoever asks last sets the end, also in vain.
      table.fail(3, 300, 301, "transfer", MOVE);

      CheckResult result = floors(table);
      assertThat(result.verdict()).as("%s", result).isEqualTo(due);
    }

    @ParameterizedTest(name = "{0} beside {1}: {2}")
    @CsvSource({
      "id, id, true",
      "id, none, true",
      "none, none, false",
    })
    void transactionsMeetAtTheirKeysWhenOneChangesThem(String one, String other, boolean meet) {
      Timetable table = new Timetable();
      transaction(table, 0, 0, 9, one);
      transaction(table, 1, 5, 8, other);
      boolean isAlone =
          floors(table).evidence().stream()
              .anyMatch(e -> e.sentence().contains("no two operations on one key overlapped"));
      assertThat(isAlone).isEqualTo(!meet);
    }

    @Test
    void transactionsOverOtherKeysDoNotMeet() {
      Value other = ValueJson.read("[[\"append\",\"k2\",1],[\"append\"],\"k0\",[\"r\",7,null]]");
      Timetable table = new Timetable();
      transaction(table, 0, 0, 9, "id");
      table.ok(1, 5, 8, "txn", Value.fields("id", Value.of("y")).with("value", other), MOVE);
      assertThat(floors(table).evidence())
          .anyMatch(e -> e.sentence().contains("no two operations on one key overlapped"));
    }

    private static void transaction(Timetable table, int process, long from, long to, String id) {
      Value.Fields value = Value.fields("value", ValueJson.read(TWO));
      table.ok(
          process,
          from,
          to,
          "txn",
          id.equals("id") ? value.with("id", Value.of("x" + process)) : value,
          Value.fields());
    }

    @Test
    void nobodyAnsweredIsTold() {
      assertThat(floors(new Timetable().nemesis(1, 2, "kill", true)).evidence())
          .anyMatch(e -> e.sentence().contains("nothing was acknowledged before the first fault"));
    }
  }

  @Nested
  final class Models {
    private static List<Operation> transfers() {
      return new Timetable()
          .ok(0, 0, 1, "transfer", MOVE.with("amount", Value.of(1)), MOVE)
          .recording()
          .history()
          .clientOperations();
    }

    @Test
    void areKnownByTheirNames() {
      ModelCatalog catalog = new ModelCatalog();
      assertThat(ModelCatalog.names()).contains("register", "set", "queue").doesNotContain("bank");
      for (String name : ModelCatalog.names()) {
        assertThat(catalog.named(name, List.of())).as(name).isPresent();
      }
      assertThat(catalog.named("oracle", transfers())).isEmpty();
    }

    /** Whoever finds nil would otherwise take it, or have found nothing. */
    @Test
    void nothingIsNoElement() {
      Recording recording =
          new Timetable()
              .ok(0, 0, 3, "insert", Value.NIL, Value.NIL)
              .ok(1, 1, 2, "extract", Value.NIL, Value.NIL)
              .recording();
      for (String name : List.of("queue", "stack", "priority-queue")) {
        CheckResult result = decided(name, recording);
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.summary()).contains("event 0 puts nil in");
      }
    }

    private static CheckResult decided(String name, Recording recording) {
      return decided(
          name,
          new ModelCatalog().named(name, recording.history().clientOperations()).orElseThrow(),
          recording);
    }

    private static <S> CheckResult decided(String name, Model<S> model, Recording recording) {
      return Checks.run(
          new ModelChecker<>(name, model), recording, new Budget(Budget.Limits.DEFAULT));
    }

    @Test
    void ofAccountsAreThoseThatOperationsName() {
      ModelCatalog catalog = new ModelCatalog();
      for (String name : List.of("bank:5", "strict-bank:5")) {
        assertThat(catalog.named(name, transfers()).orElseThrow().initial()).as(name).isNotNull();
      }
      assertThat(catalog.named("bank", transfers())).isEmpty();
    }
  }

  @Test
  void checkersFollowTheWorkload() {
    assertThat(CheckRun.checkers()).extracting(Checker::name).startsWith("conservation");
    assertThat(CheckRun.checkers("register")).extracting(Checker::name).startsWith("registers");
    assertThat(CheckRun.checkers("list-append")).extracting(Checker::name).startsWith("lists");
    assertThat(CheckRun.checkers("set")).extracting(Checker::name).startsWith("sets");
    assertThat(CheckRun.checkers(recording(new Timetable()).manifest()))
        .extracting(Checker::name)
        .startsWith("conservation");
  }
}
