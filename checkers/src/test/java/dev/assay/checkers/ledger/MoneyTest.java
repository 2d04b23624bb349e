package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Told;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Chains;
import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The smallest legal and illegal recordings for conservation, acknowledgements and chains. */
final class MoneyTest {
  private static final Told TOLD = Told.of("ledger");

  private static LedgerTable opened() {
    return new LedgerTable().open(0, 1, 2, "a0", 100, "1.0").open(0, 3, 4, "a1", 100, "1.1");
  }

  private static Chains openedChain() {
    return new Chains().block(Chains.open("o-a0", "a0", 100), Chains.open("o-a1", "a1", 100));
  }

  private static CheckResult check(Checker checker, Recording recording) {
    return TOLD.check(checker, recording);
  }

  @Nested
  final class ConservationTest {
    @Test
    void whatWasOpenedIsThere() {
      passes(opened().readAll(1, 5, 6, "a0=95 a1=105", 2));
    }

    @Test
    void lostAndMadeMoneyIsFound() {
      fails(opened().readAll(1, 5, 6, "a0=95 a1=104", 2), "shows 199 in all");
      fails(opened().readAll(1, 5, 6, "a0=95 a1=106", 2), "were opened with 200");
    }

    @Test
    void openingsUnderWayMayBeSeenOrNot() {
      passes(new LedgerTable().open(0, 1, 9, "a0", 100, "1.0").readAll(1, 2, 3, "", 0));
      passes(new LedgerTable().open(0, 1, 9, "a0", 100, "1.0").readAll(1, 2, 3, "a0=100", 1));
      passes(new LedgerTable().openUnknown(0, 1, "a0", 100).readAll(1, 2, 3, "a0=100", 1));
    }

    @Test
    void openedAccountMustBeShown() {
      fails(opened().readAll(1, 5, 6, "a0=100", 1), "does not show a1");
    }

    @Test
    void negativeBalanceIsFound() {
      fails(opened().readAll(1, 5, 6, "a0=-5 a1=205", 2), "a0=-5: overdrawn");
      fails(opened().read(1, 5, 6, "a0", Value.of(-1), 2), "a0=-1: overdrawn");
    }

    @Test
    void accountThatNobodyOpenedIsFound() {
      fails(opened().readAll(1, 5, 6, "a0=100 a1=100 a7=0", 2), "nobody had asked to open");
      fails(opened().read(1, 5, 6, "a7", Value.of(0), 2), "nobody had asked to open");
    }

    @Test
    void auditIsCountedButMayLagBehind() {
      passes(opened().audit(1, 5, 6, "n1", "a0=100", openedChain().of("n1")));
      fails(opened().audit(1, 5, 6, "n1", "a0=99", openedChain().of("n1")), "shows 99 in all");
    }

    @Test
    void balancesThatOverflowAreNoSum() {
      fails(
          opened().readAll(1, 5, 6, "a0=9223372036854775807 a1=9223372036854775807", 2), "in all");
    }

    @Test
    void withoutAReadOfAllItIsVacuous() {
      assertThat(check(new Conservation(), opened().recording()).verdict())
          .isEqualTo(Verdict.VACUOUS);
    }

    private static void passes(LedgerTable table) {
      assertThat(check(new Conservation(), table.recording()).verdict()).isEqualTo(Verdict.PASS);
    }

    private static void fails(LedgerTable table, String why) {
      CheckResult result = check(new Conservation(), table.recording());
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.summary()).contains(why);
    }
  }

  @Nested
  final class AcknowledgedTest {
    private static final Chains MOVED = openedChain().block(Chains.applied("t-1", "a0", "a1", 5));

    @Test
    void acknowledgedTransfersAreInEveryChain() {
      CheckResult result =
          check(
              new Acknowledged(), opened().applied(0, 5, 6, "t-1 a0 a1 5", "2.0").recording(MOVED));
      assertThat(result.verdict()).isEqualTo(Verdict.PASS);
      assertThat(result.summary()).contains("All 3 acknowledged transactions are in 3 chains");
    }

    @Test
    void lostTransferIsFound() {
      fails(
          opened().applied(0, 5, 6, "t-1 a0 a1 5", "2.0").recording(openedChain()),
          "transfer t-1 of 5 from a0 to a1 (#4) was acknowledged as applied at block 2, position 0,"
              + " but is not in the chain of n1");
    }

    @Test
    void transferElsewhereOrWithAnotherResultIsFound() {
      fails(
          opened().applied(0, 5, 6, "t-1 a0 a1 5", "3.0").recording(MOVED),
          "holds it applied at block 2, position 0");
      fails(
          opened().refused(0, 5, 6, "t-1 a0 a1 5", "overdraft 2.0").recording(MOVED),
          "acknowledged as refused (overdraft) at block 2");
    }

    @Test
    void transferThatFailedAndIsAppliedIsFound() {
      fails(opened().failed(0, 5, 6, "t-1 a0 a1 5").recording(MOVED), "was refused to all");
    }

    @Test
    void failedAttemptIsForgivenWhenAnotherMayHaveWorked() {
      Recording recording =
          opened().failed(0, 5, 6, "t-1 a0 a1 5").unknown(1, 7, "t-1 a0 a1 5").recording(MOVED);
      assertThat(check(new Acknowledged(), recording).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void transferThatStandsTwiceIsFound() {
      Chains twice =
          openedChain()
              .block(Chains.applied("t-1", "a0", "a1", 5))
              .block(Chains.applied("t-1", "a0", "a1", 5));
      fails(
          opened().applied(0, 5, 6, "t-1 a0 a1 5", "2.0").recording(twice),
          "n1 holds transaction t-1 twice: at block 2, position 0 and at block 3, position 0");
    }

    @Test
    void nodeThatIsBehindHasLostNothing() {
      Recording recording =
          opened()
              .applied(0, 5, 6, "t-1 a0 a1 5", "2.0")
              .recording(List.of(MOVED.of("n1"), MOVED.of("n2"), openedChain().of("n3")));
      assertThat(check(new Acknowledged(), recording).verdict()).isEqualTo(Verdict.PASS);
      assertThat(check(new ChainAudit(), recording).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void missingChainLeavesItUndecided() {
      Recording recording = opened().recording(List.of(openedChain().of("n1")));
      CheckResult result = check(new Acknowledged(), recording);
      assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(result.summary()).contains("n2, n3");
      assertThat(check(new Acknowledged(), opened().recording()).verdict())
          .isEqualTo(Verdict.UNKNOWN);
    }

    private static void fails(Recording recording, String why) {
      CheckResult result = check(new Acknowledged(), recording);
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.evidence().getFirst().sentence()).contains(why);
    }
  }

  @Nested
  final class ChainAuditTest {
    private static final Chains GOOD =
        openedChain()
            .block(Chains.applied("t-1", "a0", "a1", 5))
            .block(Chains.refused("t-2", "a0", "a1", 96, "overdraft"));

    private static LedgerTable asked() {
      return opened().unknown(1, 5, "t-1 a0 a1 5").unknown(2, 6, "t-2 a0 a1 96");
    }

    @Test
    void goodChainsPass() {
      Recording recording =
          asked().audit(3, 9, 10, "n1", "a0=95 a1=105", GOOD.of("n1")).recording(GOOD);
      CheckResult result = check(new ChainAudit(), recording);
      assertThat(result.verdict()).isEqualTo(Verdict.PASS);
      assertThat(result.summary()).contains("3 chains are equal, 3 blocks each");
    }

    @Test
    void everyChangedFieldIsFound() {
      fails(
          b -> with(b, b.number() + 1, b.previous(), b.timeMillis(), b.epoch()), "it is number 4");
      fails(
          b -> with(b, b.number(), "f".repeat(64), b.timeMillis(), b.epoch()),
          "does not hold the hash of the block before it");
      fails(b -> with(b, b.number(), b.previous(), 5, b.epoch()), "its time 5 is before");
      fails(b -> with(b, b.number(), b.previous(), b.timeMillis(), 0), "its epoch 0 is below 1");
      fails(b -> transactions(b, List.of()), "it holds no transaction");
      fails(
          b -> transactions(b, List.of(Chains.refused("t-2", "a0", "a1", 97, "overdraft"))),
          "its Merkle root is not that of its transactions");
      fails(
          b -> transactions(b, List.of(Chains.refused("t-2", "a0", "a1", 96, "overflow"))),
          "t-2 is refused (overflow), where the rules say refused (overdraft)");
      fails(
          b -> transactions(b, List.of(Chains.applied("t-2", "a0", "a1", 96))),
          "t-2 is applied, where the rules say refused (overdraft)");
    }

    @Test
    void forkIsFound() {
      Chains other = openedChain().block(Chains.refused("t-2", "a0", "a1", 96, "unknown-account"));
      CheckResult result =
          check(
              new ChainAudit(),
              asked().recording(List.of(GOOD.of("n1"), GOOD.of("n2"), other.of("n3"))));
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.summary()).contains("n1 and n3 differ from block 2 on");
    }

    @Test
    void transactionThatNoClientAskedForIsFound() {
      CheckResult result = check(new ChainAudit(), opened().recording(GOOD));
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.summary()).contains("transaction t-1, which no client asked for");
    }

    @Test
    void auditThatContradictsTheChainIsFound() {
      Recording recording =
          asked().audit(3, 9, 10, "n1", "a0=94 a1=106", GOOD.of("n1")).recording(GOOD);
      assertThat(check(new ChainAudit(), recording).summary())
          .contains("audit #6 of n1 showed a0=94, a1=106 at block 3, where its chain gives a0=95");
    }

    @Test
    void chainThatCannotBeReadLeavesItUndecided() {
      Chain cut = new Chain("n3", GOOD.blocks().subList(0, 2), Optional.of("line 3 is cut off"));
      CheckResult result =
          check(new ChainAudit(), asked().recording(List.of(GOOD.of("n1"), GOOD.of("n2"), cut)));
      assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(result.summary()).contains("n3 (line 3 is cut off)");
    }

    private static void fails(UnaryOperator<Block> change, String why) {
      List<Block> blocks = new ArrayList<>(GOOD.blocks());
      blocks.add(Chains.hashed(change.apply(blocks.removeLast())));
      List<Chain> chains =
          List.of("n1", "n2", "n3").stream()
              .map(node -> new Chain(node, blocks, Optional.empty()))
              .toList();
      CheckResult result = check(new ChainAudit(), asked().recording(chains));
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.evidence()).anyMatch(evidence -> evidence.sentence().contains(why));
    }

    private static Block with(
        Block block, long number, String previous, long timeMillis, long epoch) {
      return new Block(
          block.version(),
          number,
          previous,
          block.transactionsRoot(),
          block.stateRoot(),
          epoch,
          block.sequence(),
          timeMillis,
          block.proposer(),
          "",
          block.transactions());
    }

    private static Block transactions(Block block, List<Transaction> transactions) {
      return new Block(
          block.version(),
          block.number(),
          block.previous(),
          block.transactionsRoot(),
          block.stateRoot(),
          block.epoch(),
          block.sequence(),
          block.timeMillis(),
          block.proposer(),
          "",
          transactions);
    }
  }
}
