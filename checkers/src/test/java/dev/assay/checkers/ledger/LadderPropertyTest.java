package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.BruteForced;
import dev.assay.checkers.Budget;
import dev.assay.checkers.Recording;
import dev.assay.checkers.linearizability.BruteForce;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Operation;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ladder against brute force, on small runs by chance. */
final class LadderPropertyTest {
  private static final int RUNS = Integer.getInteger("assay.histories", 1_500);

  @Test
  void honestRunsPassWithAndWithoutChainAndUnknownOutcomes() {
    for (int i = 0; i < RUNS; i++) {
      Recording recording = RandomLedger.recording(new Seed(i), 8, false, i % 2 == 0, i % 4 < 2);
      CheckResult result = check(recording);
      assertThat(result.verdict()).as("seed %d: %s", i, result).isEqualTo(Verdict.PASS);
      if (i % 4 < 2) {
        assertThat(check(recording).statistics().get("otherOrder"))
            .as("seed %d", i)
            .contains(Value.of("not needed"));
      }
    }
  }

  @Test
  void claimedOrderIsJudgedAsBruteForceJudgesIt() {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < RUNS; i++) {
      Recording recording = RandomLedger.recording(new Seed(i), 7, true, false, false);
      List<LedgerOperation> operations = LedgerHistory.of(recording.history());
      boolean claimHolds =
          BruteForce.isLinearizable(new ClaimModel(operations), recording.history().operations());
      CheckResult result = check(recording);
      verdicts.merge(result.verdict(), 1, Integer::sum);
      assertThat(result.verdict())
          .as("seed %d: %s %s", i, result, operations)
          .isEqualTo(claimHolds ? Verdict.PASS : Verdict.FAIL);
    }
    int passed = verdicts.getOrDefault(Verdict.PASS, 0);
    BruteForced.note("ledger, claimed order", passed, RUNS - passed);
    assertThat(passed).isBetween(RUNS / 10, RUNS * 9 / 10);
  }

  @Test
  void spoiledRunsWithUnknownOutcomesAreNeverPassedWhenNoOrderExplainsThem() {
    int impossible = 0;
    for (int i = 0; i < RUNS; i++) {
      Recording recording = RandomLedger.recording(new Seed(i), 7, true, true, i % 2 == 0);
      List<LedgerOperation> operations = LedgerHistory.of(recording.history());
      boolean linearizable =
          BruteForce.isLinearizable(new LedgerModel(operations), recording.history().operations());
      CheckResult result = check(recording);
      String order = ((Value.Text) result.statistics().get("otherOrder").orElseThrow()).text();
      if (!linearizable) {
        impossible++;
        assertThat(result.verdict()).as("seed %d: %s", i, result).isEqualTo(Verdict.FAIL);
      }
      if (order.equals("impossible")) {
        assertThat(linearizable).as("seed %d: %s", i, result).isFalse();
      }
    }
    assertThat(impossible).isBetween(RUNS / 10, RUNS * 9 / 10);
  }

  @Test
  void searchWithTheLedgersModelAgreesWithBruteForce() {
    int linearizable = 0;
    for (int i = 0; i < RUNS; i++) {
      Recording recording = RandomLedger.recording(new Seed(i), 7, true, true, false);
      List<Operation> operations = recording.history().operations();
      LedgerModel model = new LedgerModel(LedgerHistory.of(recording.history()));
      boolean expected = BruteForce.isLinearizable(model, operations);
      Answer answer = Linearizability.check(model, operations, new Budget(Budget.Limits.DEFAULT));
      assertThat(answer instanceof Answer.Linearizable).as("seed %d", i).isEqualTo(expected);
      linearizable += expected ? 1 : 0;
    }
    BruteForced.note("ledger, any order", linearizable, RUNS - linearizable);
    assertThat(linearizable).isBetween(RUNS / 10, RUNS * 9 / 10);
  }

  private static CheckResult check(Recording recording) {
    return new LinearizabilityChecker().check(recording, new Budget(Budget.Limits.DEFAULT));
  }
}
