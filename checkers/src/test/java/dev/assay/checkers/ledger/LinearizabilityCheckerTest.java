package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.Told;
import dev.assay.checkers.chain.Chains;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import org.junit.jupiter.api.Test;

final class LinearizabilityCheckerTest {
  private static final Told TOLD = Told.of("ledger");

  private static LedgerTable opened() {
    return new LedgerTable().open(0, 1, 2, "a0", 100, "1.0").open(0, 3, 4, "a1", 100, "1.1");
  }

  private static Chains openedChain() {
    return new Chains().block(Chains.open("o-a0", "a0", 100), Chains.open("o-a1", "a1", 100));
  }

  @Test
  void claimedOrderThatHoldsIsALinearization() {
    Recording recording =
        opened()
            .applied(0, 5, 9, "t-1 a0 a1 5", "2.0")
            .readAll(1, 6, 7, "a0=100 a1=100", 1)
            .readAll(1, 10, 11, "a0=95 a1=105", 2)
            .read(2, 12, 13, "a9", Value.NIL, 2)
            .refused(0, 14, 15, "t-2 a0 a1 96", "overdraft 3.0")
            .recording();
    CheckResult result = check(recording);
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.statistics().get("otherOrder")).contains(Value.of("not needed"));
  }

  @Test
  void staleReadIsToldWithTheTransferThatItMissed() {
    Recording recording =
        opened()
            .applied(0, 5, 6, "t-1 a0 a1 5", "2.0")
            .readAll(3, 7, 8, "a0=100 a1=100", 1)
            .recording();
    CheckResult result = check(recording);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.evidence().getFirst().sentence())
        .isEqualTo(
            "read-all #6 by process 3 saw {a0=100, a1=100} at block 1, but transfer t-1 of 5 from"
                + " a0 to a1 (#4) at block 2, position 0 had returned before it began and is"
                + " missing");
    assertThat(result.evidence().getFirst().operations()).containsExactly(6L, 4L);
    assertThat(result.statistics().get("otherOrder")).contains(Value.of("impossible"));
    assertThat(result.evidence().getLast().sentence())
        .contains("No order at all explains read-all");
  }

  @Test
  void readsThatGoBackInTimeAreABreachEvenWhenNothingEndedBetween() {
    Recording recording =
        opened()
            .applied(0, 5, 20, "t-1 a0 a1 5", "2.0")
            .readAll(1, 6, 7, "a0=95 a1=105", 2)
            .readAll(2, 8, 9, "a0=100 a1=100", 1)
            .recording();
    assertThat(check(recording).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(check(recording).evidence().getFirst().sentence()).contains("time went back");
  }

  @Test
  void wrongClaimIsAFailureEvenWhenAnotherOrderExplainsWhatWasSeen() {
    Recording recording =
        opened()
            .applied(0, 5, 6, "t-1 a0 a1 5", "3.0")
            .applied(0, 7, 8, "t-2 a0 a1 5", "2.0")
            .recording();
    CheckResult result = check(recording);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.summary()).contains("what is wrong is the claim");
    assertThat(result.evidence().getFirst().sentence())
        .contains("t-2 of 5 from a0 to a1 (#6) stands at block 2, position 0, before transfer t-1");
  }

  @Test
  void readMustSeeTheStateAfterItsBlock() {
    Recording recording =
        opened()
            .applied(0, 5, 6, "t-1 a0 a1 5", "2.0")
            .read(1, 7, 8, "a0", Value.of(94), 2)
            .recording();
    assertThat(check(recording).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(check(recording).evidence().getFirst().sentence())
        .isEqualTo(
            "read #6 of a0 by process 1 saw 94 at block 2, where the order up to that block gives"
                + " 95");
  }

  @Test
  void overdraftThatWasAppliedAndARefusalWithoutReasonAreBreaches() {
    Recording overdrawn = opened().applied(0, 5, 6, "t-1 a0 a1 101", "2.0").recording();
    assertThat(check(overdrawn).evidence().getFirst().sentence())
        .contains("is applied at block 2, position 0, where the rules say refused (overdraft)");
    Recording refused = opened().refused(0, 5, 6, "t-1 a0 a1 100", "overdraft 2.0").recording();
    assertThat(check(refused).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void retryIsAnsweredWithTheFirstReceipt() {
    LedgerTable table =
        opened()
            .unknown(0, 5, "t-1 a0 a1 5")
            .applied(1, 7, 8, "t-1 a0 a1 5", "2.0")
            .readAll(2, 9, 10, "a0=95 a1=105", 2);
    assertThat(check(table.recording()).verdict()).isEqualTo(Verdict.PASS);
    table.applied(1, 11, 12, "t-1 a0 a1 5", "3.0");
    CheckResult twice = check(table.recording());
    assertThat(twice.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(twice.evidence().getFirst().sentence()).contains("one id has two receipts");
  }

  @Test
  void retryMayHaveTakenEffectBeforeItBegan() {
    Recording recording =
        opened()
            .unknown(0, 5, "t-1 a0 a1 5")
            .readAll(2, 6, 7, "a0=95 a1=105", 2)
            .applied(1, 8, 9, "t-1 a0 a1 5", "2.0")
            .recording();
    assertThat(check(recording).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void unknownOutcomeIsResolvedByTheChain() {
    LedgerTable table = opened().unknown(0, 5, "t-1 a0 a1 5").readAll(1, 7, 8, "a0=95 a1=105", 2);
    Chains with = openedChain().block(Chains.applied("t-1", "a0", "a1", 5));
    CheckResult result = check(table.recording(with));
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.statistics().get("otherOrder")).contains(Value.of("not needed"));
  }

  @Test
  void unknownOutcomeWithoutAChainIsSearchedFor() {
    LedgerTable table = opened().unknown(0, 5, "t-1 a0 a1 5").readAll(1, 7, 8, "a0=95 a1=105", 2);
    CheckResult found = check(table.recording());
    assertThat(found.verdict()).isEqualTo(Verdict.PASS);
    assertThat(found.statistics().get("otherOrder")).contains(Value.of("found"));
    table.readAll(1, 9, 10, "a0=100 a1=100", 2);
    CheckResult impossible = check(table.recording());
    assertThat(impossible.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(impossible.statistics().get("otherOrder")).contains(Value.of("impossible"));
  }

  @Test
  void chainThatHoldsWhatNobodyAskedForIsNoLinearization() {
    Chains more = openedChain().block(Chains.applied("t-9", "a0", "a1", 5));
    CheckResult result = check(opened().readAll(1, 7, 8, "a0=95 a1=105", 2).recording(more));
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.summary())
        .contains("t-9 at block 2, position 0 is not what any client asked for");
  }

  @Test
  void transactionThatTakesEffectTwiceIsNoLinearization() {
    Chains twice =
        openedChain()
            .block(Chains.applied("t-1", "a0", "a1", 5))
            .block(Chains.applied("t-1", "a0", "a1", 5));
    CheckResult result = check(opened().applied(0, 5, 6, "t-1 a0 a1 5", "2.0").recording(twice));
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.summary()).contains("t-1 takes effect again at block 3, position 0");
  }

  @Test
  void acknowledgedTransactionMustStandInTheChainAtItsPlace() {
    LedgerTable table = opened().applied(0, 5, 6, "t-1 a0 a1 5", "2.0");
    assertThat(check(table.recording(openedChain())).summary())
        .contains("where the longest chain (of n3, 1 blocks) has nothing");
    Chains other = openedChain().block(Chains.applied("t-2", "a0", "a1", 5));
    assertThat(check(table.recording(other)).summary()).contains("where t-2 stands");
  }

  @Test
  void failedOperationsAndAuditsSayNothingOfTheOrder() {
    Chains chain = openedChain();
    Recording recording =
        opened()
            .failed(0, 5, 6, "t-1 a0 a1 5")
            .audit(1, 7, 8, "n1", "a0=1", chain.of("n1"))
            .recording();
    assertThat(check(recording).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void nothingAnsweredIsVacuous() {
    assertThat(check(new LedgerTable().unknown(0, 1, "t-1 a0 a1 5").recording()).verdict())
        .isEqualTo(Verdict.VACUOUS);
  }

  @Test
  void operationInAForeignFormIsUndecidedNotAPass() {
    LedgerTable table = opened();
    table.timetable().ok(7, 20, 21, "transfer", Value.fields(), Value.fields());
    CheckResult result = check(table.recording());
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.summary()).contains("operation #4, transfer: there is no field \"id\"");
  }

  private static CheckResult check(Recording recording) {
    return TOLD.check(new LinearizabilityChecker(), recording);
  }
}
