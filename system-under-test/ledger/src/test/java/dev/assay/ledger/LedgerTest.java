package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.Transaction.Open;
import dev.assay.ledger.Transaction.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
  private final Ledger ledger = new Ledger();
  private long sequence;

  @Test
  void startsEmpty() {
    assertThat(ledger.height()).isZero();
    assertThat(ledger.headHash()).isEqualTo(Hash.ZERO);
    assertThat(ledger.lastSequence()).isZero();
    assertThat(ledger.balances()).isEmpty();
    assertThat(ledger.balance("a")).isEmpty();
  }

  @Test
  void openGivesAnAccountItsFirstBalance() {
    assertThat(result(new Open("o", "a", 100))).isEqualTo(new Result.Applied());
    assertThat(ledger.balances()).isEqualTo(Map.of("a", 100L));
  }

  @Test
  void transferMovesMoney() {
    open("a", 100);
    open("b", 1);
    assertThat(result(new Transfer("t", "a", "b", 100))).isEqualTo(new Result.Applied());
    assertThat(ledger.balances()).isEqualTo(Map.of("a", 0L, "b", 101L));
  }

  @ParameterizedTest
  @CsvSource({
    "a, b, 0, NON_POSITIVE_AMOUNT",
    "a, b, -5, NON_POSITIVE_AMOUNT",
    "a, b, -9223372036854775808, NON_POSITIVE_AMOUNT",
    "x, x, 0, NON_POSITIVE_AMOUNT",
    "a, a, 1, SAME_ACCOUNT",
    "x, x, 1, SAME_ACCOUNT",
    "a, x, 1, UNKNOWN_ACCOUNT",
    "x, a, 1, UNKNOWN_ACCOUNT",
    "a, x, 101, UNKNOWN_ACCOUNT",
    "a, b, 101, OVERDRAFT",
    "a, full, 101, OVERDRAFT",
    "a, b, 9223372036854775807, OVERDRAFT",
    "a, full, 1, OVERFLOW",
  })
  void refusedTransferChangesNothing(String from, String to, long amount, Reason reason) {
    open("a", 100);
    open("b", 7);
    open("full", Long.MAX_VALUE);
    SortedMap<String, Long> before = ledger.balances();
    assertThat(result(new Transfer("t", from, to, amount))).isEqualTo(new Result.Refused(reason));
    assertThat(ledger.balances()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "a, 5, ACCOUNT_EXISTS",
    "a, 0, NON_POSITIVE_AMOUNT",
    "b, 0, NON_POSITIVE_AMOUNT",
    "b, -1, NON_POSITIVE_AMOUNT",
  })
  void refusedOpenChangesNothing(String account, long amount, Reason reason) {
    open("a", 100);
    assertThat(result(new Open("o", account, amount))).isEqualTo(new Result.Refused(reason));
    assertThat(ledger.balances()).isEqualTo(Map.of("a", 100L));
  }

  @Test
  void anEmptiedAccountStillExists() {
    open("a", 1);
    open("b", 1);
    apply(new Transfer("t", "a", "b", 1));
    assertThat(result(new Open("again", "a", 9))).isEqualTo(refused(Reason.ACCOUNT_EXISTS));
  }

  @Test
  void aBatchSeesItsOwnEarlierTransactions() {
    Block block =
        apply(new Open("1", "a", 5), new Open("2", "b", 5), new Transfer("3", "a", "b", 5));
    assertThat(block.transactions()).allMatch(it -> it.result().equals(new Result.Applied()));
    assertThat(ledger.receipt("3")).contains(new Receipt(1, 2, new Result.Applied()));
  }

  @Test
  void aRetryKeepsTheFirstReceiptAndMakesNoBlock() {
    open("a", 100);
    open("b", 1);
    apply(new Transfer("t", "a", "b", 10));
    Optional<Receipt> first = ledger.receipt("t");
    assertThat(applyBatch(1000, new Transfer("t", "a", "b", 10))).isEmpty();
    assertThat(ledger.receipt("t")).isEqualTo(first).contains(receipt(3, 0));
    assertThat(ledger.balance("b")).isEqualTo(OptionalLong.of(11));
    assertThat(ledger.height()).isEqualTo(3);
    assertThat(ledger.lastSequence()).isEqualTo(4);
  }

  @Test
  void aRefusalIsRememberedTooAlsoWhenItWouldBeAppliedNow() {
    open("a", 1);
    open("b", 100);
    apply(new Transfer("t", "a", "b", 50));
    apply(new Transfer("more", "b", "a", 90));
    assertThat(applyBatch(1000, new Transfer("t", "a", "b", 50))).isEmpty();
    assertThat(ledger.receipt("t"))
        .contains(new Receipt(3, 0, new Result.Refused(Reason.OVERDRAFT)));
  }

  @Test
  void anIdReusedForSomethingElseIsAnsweredWithTheFirstReceipt() {
    open("a", 100);
    open("b", 1);
    apply(new Transfer("t", "a", "b", 10));
    assertThat(applyBatch(1000, new Transfer("t", "b", "a", 1), new Open("t", "c", 1))).isEmpty();
    assertThat(ledger.balances()).isEqualTo(Map.of("a", 90L, "b", 11L));
  }

  @Test
  void anIdTwiceInABatchIsExecutedOnce() {
    open("a", 100);
    open("b", 1);
    Block block =
        apply(
            new Transfer("t", "a", "b", 10),
            new Transfer("t", "a", "b", 10),
            new Transfer("u", "a", "b", 1));
    assertThat(block.transactions())
        .extracting(it -> it.transaction().id())
        .containsExactly("t", "u");
    assertThat(ledger.receipt("u")).contains(receipt(3, 1));
  }

  @Test
  void anEmptyBatchMakesNoBlockButCounts() {
    assertThat(applyBatch(5)).isEmpty();
    assertThat(ledger.height()).isZero();
    assertThat(ledger.lastSequence()).isEqualTo(1);
  }

  @Test
  void blockTimeNeverGoesBack() {
    assertThat(applyBatch(2000, new Open("1", "a", 1)).orElseThrow().header().time())
        .isEqualTo(2000);
    assertThat(applyBatch(1999, new Open("2", "b", 1)).orElseThrow().header().time())
        .isEqualTo(2000);
    assertThat(applyBatch(2001, new Open("3", "c", 1)).orElseThrow().header().time())
        .isEqualTo(2001);
  }

  @Test
  void blocksAreLinked() {
    Block first = apply(new Open("1", "a", 1));
    Block second = apply(new Open("2", "b", 1));
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
    SortedMap<String, Long> before = ledger.balances();
    open("b", 1);
    assertThat(before).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void evaluateDecidesWithoutChanging() {
    open("a", 10);
    open("b", 10);
    assertThat(ledger.evaluate(new Transfer("t", "a", "b", 10))).isEqualTo(new Result.Applied());
    assertThat(ledger.evaluate(new Transfer("t", "a", "b", 11)))
        .isEqualTo(refused(Reason.OVERDRAFT));
    assertThat(ledger.evaluate(new Transfer("t", "a\n", "b", 1)))
        .isEqualTo(refused(Reason.MALFORMED_NAME));
    assertThat(ledger.balances()).isEqualTo(Map.of("a", 10L, "b", 10L));
    assertThat(ledger.receipt("t")).isEmpty();
  }

  @Test
  void mutantNoDedupAppliesARepeatedIdAgain() {
    Ledger mutant = new Ledger(Set.of(LedgerMutant.NO_DEDUP));
    Transfer transfer = new Transfer("t", "a", "b", 10);
    mutant.apply(1, 1, batch(1, new Open("1", "a", 100), new Open("2", "b", 1), transfer));
    assertThat(mutant.apply(1, 2, batch(2, transfer))).isPresent();
    assertThat(mutant.balances()).isEqualTo(Map.of("a", 80L, "b", 21L));
  }

  @Test
  void mutantOverdraftUncheckedLetsABalanceBecomeNegative() {
    Ledger mutant = new Ledger(Set.of(LedgerMutant.OVERDRAFT_UNCHECKED));
    Transfer transfer = new Transfer("t", "a", "b", 101);
    mutant.apply(1, 1, batch(1, new Open("1", "a", 100), new Open("2", "b", 1)));
    assertThat(mutant.evaluate(transfer)).isEqualTo(refused(Reason.OVERDRAFT));
    mutant.apply(1, 2, batch(1, transfer));
    assertThat(mutant.balances()).isEqualTo(Map.of("a", -1L, "b", 102L));
  }

  private static Result refused(Reason reason) {
    return new Result.Refused(reason);
  }

  private static Receipt receipt(long block, int position) {
    return new Receipt(block, position, new Result.Applied());
  }

  private static Batch batch(long time, Transaction... transactions) {
    return new Batch(time, "n1", List.of(transactions));
  }

  private void open(String account, long amount) {
    assertThat(result(new Open("open-" + account, account, amount)))
        .isEqualTo(new Result.Applied());
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
