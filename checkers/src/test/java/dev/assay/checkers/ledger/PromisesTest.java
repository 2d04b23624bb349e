package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Told;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Chains;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Promise;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises by the names of theory: the smallest histories that keep and break each. */
final class PromisesTest {
  private static final Told TOLD = Told.of("ledger");

  /** One process writes in block 3 at position 1 and reads at block 5; then a second time. */
  @ParameterizedTest
  @CsvSource({
    "READ_YOUR_WRITES, w3.1 r3, PASS",
    "READ_YOUR_WRITES, w3.1 r2, FAIL",
    "READ_YOUR_WRITES, r2 w3.1, VACUOUS",
    "MONOTONIC_READS, r3 r3, PASS",
    "MONOTONIC_READS, r3 r2, FAIL",
    "MONOTONIC_READS, r3 w9.0 r3, PASS",
    "MONOTONIC_WRITES, w3.1 w3.2, PASS",
    "MONOTONIC_WRITES, w3.1 w4.0, PASS",
    "MONOTONIC_WRITES, w3.1 w3.0, FAIL",
    "MONOTONIC_WRITES, w3.1 w2.9, FAIL",
    "WRITES_FOLLOW_READS, r3 w4.0, PASS",
    "WRITES_FOLLOW_READS, r3 w3.9, FAIL",
    "WRITES_FOLLOW_READS, w3.0 r3, VACUOUS",
  })
  void sessionsAreJudgedByTheBlocksTheyName(
      SessionGuarantee.Kind kind, String steps, Verdict verdict) {
    LedgerTable table = new LedgerTable();
    long time = 0;
    for (String step : steps.split(" ", -1)) {
      if (step.startsWith("w")) {
        table.applied(0, time, time + 1, "t-" + time + " a0 a1 5", step.substring(1));
      } else {
        table.read(0, time, time + 1, "a0", Value.of(1), Long.parseLong(step.substring(1)));
      }
      time += 2;
    }

    assertThat(check(new SessionGuarantee(kind), table.recording()).verdict()).isEqualTo(verdict);
  }

  @Test
  void anotherProcessOrARepeatedTransactionIsNoBrokenSession() {
    LedgerTable table =
        new LedgerTable()
            .applied(0, 0, 1, "t-1 a0 a1 5", "3.1")
            .read(1, 2, 3, "a0", Value.of(1), 2)
            .applied(0, 4, 5, "t-2 a0 a1 5", "4.0")
            .applied(0, 6, 7, "t-1 a0 a1 5", "3.1");

    for (SessionGuarantee.Kind kind : SessionGuarantee.Kind.values()) {
      assertThat(check(new SessionGuarantee(kind), table.recording()).verdict())
          .isNotEqualTo(Verdict.FAIL);
    }
  }

  @Test
  void equalChainsAgreeAndShorterOnesHaveNotConverged() {
    Chains whole = chain().block(Chains.applied("t-1", "a0", "a1", 5));
    Recording equal = table().recording(whole);
    assertThat(check(new Agreement(), equal).verdict()).isEqualTo(Verdict.PASS);
    assertThat(check(new Convergence(), equal).verdict()).isEqualTo(Verdict.PASS);

    Recording behind = table().recording(List.of(whole.of("n1"), whole.of("n2"), chain().of("n3")));
    assertThat(check(new Agreement(), behind).verdict()).isEqualTo(Verdict.PASS);
    CheckResult late = check(new Convergence(), behind);
    assertThat(late.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(late.summary()).contains("n3 ends at block 1, others at 2");

    Chain other = chain().block(Chains.applied("t-1", "a0", "a1", 6)).of("n3");
    Recording forked = table().recording(List.of(whole.of("n1"), whole.of("n2"), other));
    CheckResult fork = check(new Agreement(), forked);
    assertThat(fork.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(fork.summary()).contains("block 2 of n3 is another one than that of n1");
  }

  @Test
  void transactionThatNobodyAskedForIsNotValid() {
    Recording asked = table().recording(chain().block(Chains.applied("t-1", "a0", "a1", 5)));
    assertThat(check(new Validity(), asked).verdict()).isEqualTo(Verdict.PASS);

    Recording made = table().recording(chain().block(Chains.applied("t-9", "a0", "a1", 5)));
    CheckResult result = check(new Validity(), made);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.summary()).contains("t-9", "which no client asked for");
  }

  @Test
  void staleReadIsSequentiallyConsistentAndAWrongOneIsNot() {
    Chains chain = chain().block(Chains.applied("t-1", "a0", "a1", 5));
    Recording stale = table().read(3, 20, 21, "a0", Value.of(100), 1).recording(chain);
    assertThat(check(new SequentialConsistency(), stale).verdict()).isEqualTo(Verdict.PASS);

    Recording wrong = table().read(3, 20, 21, "a0", Value.of(100), 2).recording(chain);
    CheckResult result = check(new SequentialConsistency(), wrong);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.summary()).contains("where the chain gives 95");

    Recording backwards = table().read(1, 20, 21, "a0", Value.of(100), 1).recording(chain);
    assertThat(check(new SequentialConsistency(), backwards).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void nodeWithoutQuorumMustNotAcknowledge() {
    // Blocks of the test's chains are proposed by n1.
    CheckResult alone = check(new PartitionContract(), cut("n1->n2", "n2->n1", "n1->n3", "n3->n1"));
    assertThat(alone.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(alone.summary()).contains("acknowledged in block 2 of n1, which had no quorum");

    CheckResult oneWay = check(new PartitionContract(), cut("n2->n1", "n3->n1"));
    assertThat(oneWay.verdict()).isEqualTo(Verdict.FAIL);

    CheckResult majority =
        check(new PartitionContract(), cut("n3->n2", "n2->n3", "n1->n3", "n3->n1"));
    assertThat(majority.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void retryMayBeAnsweredWithTheReceiptOfABlockFromBeforeTheCut() {
    LedgerTable first = opened().unknown(2, 5, "t-1 a0 a1 5");

    CheckResult result =
        check(new PartitionContract(), cut(first, "n1->n2", "n2->n1", "n1->n3", "n3->n1"));

    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
  }

  private static Recording cut(String... silent) {
    return cut(opened(), silent);
  }

  private static Recording cut(LedgerTable table, String... silent) {
    table
        .timetable()
        .nemesis(
            10,
            11,
            "partition",
            Value.fields("silent", Value.items(Arrays.stream(silent).map(Value::of).toList())),
            true);
    table.applied(1, 12, 13, "t-1 a0 a1 5", "2.0");
    table.timetable().nemesis(14, 15, "heal", true);
    return table.recording(chain().block(Chains.applied("t-1", "a0", "a1", 5)));
  }

  @Test
  void majorityThatStaysSilentForTooLongBreaksTheContract() {
    for (long healed : new long[] {20_010, 20_040}) {
      LedgerTable table = opened();
      table
          .timetable()
          .nemesis(
              10,
              11,
              "partition",
              Value.fields("silent", Value.items(List.of(Value.of("n3->n2"), Value.of("n2->n3")))),
              true)
          .nemesis(healed, healed + 1, "heal", true);

      CheckResult result = check(new PartitionContract(), table.recording(chain()));

      assertThat(result.verdict()).isEqualTo(healed == 20_010 ? Verdict.PASS : Verdict.FAIL);
    }
  }

  @Test
  void promisesAreNamedByTheWorstOfTheirCheckers() {
    List<Promise> promises =
        Promise.of(
            List.of(
                result("conservation", Verdict.PASS),
                result("chain-audit", Verdict.FAIL),
                result("acknowledged", Verdict.UNKNOWN)));

    assertThat(promises)
        .contains(
            new Promise("atomicity", Verdict.PASS, List.of("conservation")),
            new Promise("consistency", Verdict.FAIL, List.of("conservation", "chain-audit")),
            new Promise("durability", Verdict.UNKNOWN, List.of("acknowledged")))
        .noneMatch(promise -> promise.name().equals("isolation"));
  }

  private static CheckResult result(String checker, Verdict verdict) {
    return new CheckResult(checker, verdict, "", List.of(), Value.fields());
  }

  private static LedgerTable opened() {
    return new LedgerTable().open(0, 0, 1, "a0", 100, "1.0").open(1, 0, 1, "a1", 100, "1.1");
  }

  private static LedgerTable table() {
    return opened().applied(1, 12, 13, "t-1 a0 a1 5", "2.0");
  }

  private static Chains chain() {
    return new Chains().block(Chains.open("o-a0", "a0", 100), Chains.open("o-a1", "a1", 100));
  }

  private static CheckResult check(Checker checker, Recording recording) {
    return TOLD.check(checker, recording);
  }
}
