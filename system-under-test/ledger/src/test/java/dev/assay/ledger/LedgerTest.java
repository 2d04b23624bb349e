package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
  private final Ledger ledger = new Ledger(StandardContracts.DEFAULT);
  private long sequence;

  @Test
  void startsEmpty() {
    assertThat(ledger.height()).isZero();
    assertThat(ledger.headHash()).isEqualTo(Hash.ZERO);
    assertThat(ledger.lastSequence()).isZero();
    assertThat(Accounts.of(ledger)).isEmpty();
    assertThat(Accounts.output(ledger, TransferContract.balance("a"))).isEmpty();
  }

  @Test
  void openGivesAnAccountItsFirstBalance() {
    assertThat(result(TransferContract.open("o", "a", 100))).isEqualTo(Result.Applied.silent());
    assertThat(Accounts.of(ledger)).isEqualTo(Map.of("a", 100L));
  }

  @Test
  void transferMovesMoney() {
    open("a", 100);
    open("b", 1);
    assertThat(result(TransferContract.transfer("t", "a", "b", 100)))
        .isEqualTo(Result.Applied.silent());
    assertThat(Accounts.of(ledger)).isEqualTo(Map.of("a", 0L, "b", 101L));
  }

  @ParameterizedTest
  @CsvSource({
    "a, b, 0, non-positive-amount",
    "a, b, -5, non-positive-amount",
    "a, b, -9223372036854775808, non-positive-amount",
    "x, x, 0, non-positive-amount",
    "a, a, 1, same-account",
    "x, x, 1, same-account",
    "a, x, 1, unknown-account",
    "x, a, 1, unknown-account",
    "a, x, 101, unknown-account",
    "a, b, 101, overdraft",
    "a, full, 101, overdraft",
    "a, b, 9223372036854775807, overdraft",
    "a, full, 1, overflow",
  })
  void refusedTransferChangesNothing(String from, String to, long amount, String reason) {
    open("a", 100);
    open("b", 7);
    open("full", Long.MAX_VALUE);
    SortedMap<String, Long> before = Accounts.of(ledger);
    assertThat(result(TransferContract.transfer("t", from, to, amount)))
        .isEqualTo(new Result.Refused(reason));
    assertThat(Accounts.of(ledger)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "a, 5, account-exists",
    "a, 0, non-positive-amount",
    "b, 0, non-positive-amount",
    "b, -1, non-positive-amount",
  })
  void refusedOpenChangesNothing(String account, long amount, String reason) {
    open("a", 100);
    assertThat(result(TransferContract.open("o", account, amount)))
        .isEqualTo(new Result.Refused(reason));
    assertThat(Accounts.of(ledger)).isEqualTo(Map.of("a", 100L));
  }

  @Test
  void anEmptiedAccountStillExists() {
    open("a", 1);
    open("b", 1);
    apply(TransferContract.transfer("t", "a", "b", 1));
    assertThat(result(TransferContract.open("again", "a", 9)))
        .isEqualTo(refused(Reason.ACCOUNT_EXISTS));
  }

  @Test
  void aBatchSeesItsOwnEarlierTransactions() {
    Block block =
        apply(
            TransferContract.open("1", "a", 5),
            TransferContract.open("2", "b", 5),
            TransferContract.transfer("3", "a", "b", 5));
    assertThat(block.transactions()).allMatch(it -> it.result().equals(Result.Applied.silent()));
    assertThat(Accounts.receipt(ledger, "3"))
        .contains(new Receipt(1, 2, 1, Result.Applied.silent()));
  }

  @Test
  void aRetryKeepsTheFirstReceiptAndMakesNoBlock() {
    open("a", 100);
    open("b", 1);
    apply(TransferContract.transfer("t", "a", "b", 10));
    Optional<Receipt> first = Accounts.receipt(ledger, "t");
    assertThat(applyBatch(1000, TransferContract.transfer("t", "a", "b", 10))).isEmpty();
    assertThat(Accounts.receipt(ledger, "t")).isEqualTo(first).contains(receipt(3, 0, 3));
    assertThat(Accounts.output(ledger, TransferContract.balance("b"))).containsExactly("11");
    assertThat(ledger.height()).isEqualTo(3);
    assertThat(ledger.lastSequence()).isEqualTo(4);
  }

  @Test
  void aRefusalIsRememberedTooAlsoWhenItWouldBeAppliedNow() {
    open("a", 1);
    open("b", 100);
    apply(TransferContract.transfer("t", "a", "b", 50));
    apply(TransferContract.transfer("more", "b", "a", 90));
    assertThat(applyBatch(1000, TransferContract.transfer("t", "a", "b", 50))).isEmpty();
    assertThat(Accounts.receipt(ledger, "t"))
        .contains(new Receipt(3, 0, 3, new Result.Refused(Reason.OVERDRAFT)));
  }

  @Test
  void anIdReusedForSomethingElseIsAnsweredWithTheFirstReceipt() {
    open("a", 100);
    open("b", 1);
    apply(TransferContract.transfer("t", "a", "b", 10));
    assertThat(
            applyBatch(
                1000,
                TransferContract.transfer("t", "b", "a", 1),
                TransferContract.open("t", "c", 1)))
        .isEmpty();
    assertThat(Accounts.of(ledger)).isEqualTo(Map.of("a", 90L, "b", 11L));
  }

  @Test
  void anIdTwiceInABatchIsExecutedOnce() {
    open("a", 100);
    open("b", 1);
    Block block =
        apply(
            TransferContract.transfer("t", "a", "b", 10),
            TransferContract.transfer("t", "a", "b", 10),
            TransferContract.transfer("u", "a", "b", 1));
    assertThat(block.transactions())
        .extracting(it -> it.transaction().id())
        .containsExactly("t", "u");
    assertThat(Accounts.receipt(ledger, "u")).contains(receipt(3, 1, 3));
  }

  @Test
  void anEmptyBatchMakesNoBlockButCounts() {
    assertThat(applyBatch(5)).isEmpty();
    assertThat(ledger.height()).isZero();
    assertThat(ledger.lastSequence()).isEqualTo(1);
  }

  @Test
  void blockTimeNeverGoesBack() {
    assertThat(applyBatch(2000, TransferContract.open("1", "a", 1)).orElseThrow().header().time())
        .isEqualTo(2000);
    assertThat(applyBatch(1999, TransferContract.open("2", "b", 1)).orElseThrow().header().time())
        .isEqualTo(2000);
    assertThat(applyBatch(2001, TransferContract.open("3", "c", 1)).orElseThrow().header().time())
        .isEqualTo(2001);
  }

  @Test
  void blocksAreLinked() {
    Block first = apply(TransferContract.open("1", "a", 1));
    Block second = apply(TransferContract.open("2", "b", 1));
    assertThat(first.header().previous()).isEqualTo(Hash.ZERO);
    assertThat(second.header().previous()).isEqualTo(first.hash());
    assertThat(ledger.headHash()).isEqualTo(second.hash());
  }

  @Test
  void refusesABatchOutOfOrder() {
    Batch batch = new Batch(1, "n1", List.of());
    ledger.apply(3, 7, batch);
    assertThatThrownBy(() -> ledger.apply(3, 7, batch)).hasMessageContaining("applied twice");
    assertThatThrownBy(() -> ledger.apply(2, 8, batch)).hasMessageContaining("epoch 2");
    assertThat(ledger.lastSequence()).isEqualTo(7);
  }

  @Test
  void balancesAreACopy() {
    open("a", 1);
    SortedMap<String, Long> before = Accounts.of(ledger);
    open("b", 1);
    assertThat(before).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void evaluateDecidesWithoutChanging() {
    open("a", 10);
    open("b", 10);
    assertThat(ledger.evaluate(TransferContract.transfer("t", "a", "b", 10)))
        .isEqualTo(Result.Applied.silent());
    assertThat(ledger.evaluate(TransferContract.transfer("t", "a", "b", 11)))
        .isEqualTo(refused(Reason.OVERDRAFT));
    assertThat(ledger.evaluate(TransferContract.transfer("t", "a\n", "b", 1)))
        .isEqualTo(refused(Reason.MALFORMED_ARGUMENT));
    assertThat(ledger.evaluate(TransferContract.transfer("t", "a/", "b", 1)))
        .isEqualTo(refused(Reason.MALFORMED_NAME));
    assertThat(Accounts.of(ledger)).isEqualTo(Map.of("a", 10L, "b", 10L));
    assertThat(Accounts.receipt(ledger, "t")).isEmpty();
  }

  @Test
  void mutantBlockTimeFollowsTheWallClockBack() {
    Ledger mutant =
        new Ledger(StandardContracts.DEFAULT, Set.of(LedgerMutant.BLOCK_TIME_FROM_WALL_CLOCK));
    mutant.apply(1, 1, batch(2000, TransferContract.open("1", "a", 100)));
    assertThat(mutant.apply(1, 2, batch(1000, TransferContract.open("2", "b", 1))))
        .hasValueSatisfying(block -> assertThat(block.header().time()).isEqualTo(1000));
  }

  @Test
  void mutantNoDedupAppliesARepeatedIdAgain() {
    Ledger mutant = new Ledger(StandardContracts.DEFAULT, Set.of(LedgerMutant.NO_DEDUP));
    Transaction transfer = TransferContract.transfer("t", "a", "b", 10);
    mutant.apply(
        1,
        1,
        batch(
            1, TransferContract.open("1", "a", 100), TransferContract.open("2", "b", 1), transfer));
    assertThat(mutant.apply(1, 2, batch(2, transfer))).isPresent();
    assertThat(Accounts.of(mutant)).isEqualTo(Map.of("a", 80L, "b", 21L));
  }

  @Test
  void mutantDebitCreditSplitCreditsWithTheNextBatch() {
    Ledger mutant = new Ledger(StandardContracts.DEFAULT, Set.of(LedgerMutant.DEBIT_CREDIT_SPLIT));
    mutant.apply(
        1, 1, batch(1, TransferContract.open("1", "a", 100), TransferContract.open("2", "b", 1)));
    mutant.apply(1, 2, batch(2, TransferContract.transfer("t", "a", "b", 10)));
    assertThat(Accounts.of(mutant)).isEqualTo(Map.of("a", 90L, "b", 1L));
    mutant.apply(1, 3, batch(3, TransferContract.open("3", "c", 1)));
    assertThat(Accounts.of(mutant)).isEqualTo(Map.of("a", 90L, "b", 11L, "c", 1L));
  }

  @Test
  void mutantImageBehindItsStateHasTheLastBatchExecutedTwice() throws IOException {
    Set<LedgerMutant> planted = Set.of(LedgerMutant.IMAGE_BEHIND_ITS_STATE);
    Ledger mutant = new Ledger(StandardContracts.DEFAULT, planted);
    Batch last = batch(2, TransferContract.transfer("t", "a", "b", 10));
    mutant.apply(
        1, 1, batch(1, TransferContract.open("1", "a", 100), TransferContract.open("2", "b", 1)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mutant.image().writeTo(bytes::write);
    Ledger restored =
        Ledger.restore(
            StandardContracts.DEFAULT, planted, new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(restored.height()).isEqualTo(1);
    restored.apply(1, 2, last);
    assertThat(Accounts.of(restored)).isEqualTo(Map.of("a", 80L, "b", 21L));
  }

  @Test
  void mutantOverdraftUncheckedLetsABalanceBecomeNegative() {
    Ledger mutant = new Ledger(StandardContracts.DEFAULT, Set.of(LedgerMutant.OVERDRAFT_UNCHECKED));
    Transaction transfer = TransferContract.transfer("t", "a", "b", 101);
    mutant.apply(
        1, 1, batch(1, TransferContract.open("1", "a", 100), TransferContract.open("2", "b", 1)));
    assertThat(mutant.evaluate(transfer)).isEqualTo(refused(Reason.OVERDRAFT));
    mutant.apply(1, 2, batch(1, transfer));
    assertThat(Accounts.of(mutant)).isEqualTo(Map.of("a", -1L, "b", 102L));
  }

  private static Result refused(String reason) {
    return new Result.Refused(reason);
  }

  private static Receipt receipt(long block, int position, long sequence) {
    return new Receipt(block, position, sequence, Result.Applied.silent());
  }

  private static Batch batch(long time, Transaction... transactions) {
    return new Batch(time, "n1", List.of(transactions));
  }

  private void open(String account, long amount) {
    assertThat(result(TransferContract.open("open-" + account, account, amount)))
        .isEqualTo(Result.Applied.silent());
  }

  private Result result(Transaction transaction) {
    return apply(transaction).transactions().getFirst().result();
  }

  private Block apply(Transaction... transactions) {
    return applyBatch(1000, transactions).orElseThrow();
  }

  private Optional<Block> applyBatch(long time, Transaction... transactions) {
    return ledger.apply(1, ++sequence, batch(time, transactions));
  }
}
