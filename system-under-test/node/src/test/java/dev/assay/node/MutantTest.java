package dev.assay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.ledger.contract.TransferContract;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each planted bug shows, under the circumstances that expose it, and not without it. */
class MutantTest {
  private static final Duration ELECTION = Duration.ofSeconds(5);

  @Test
  void ackBeforeCommitLosesAnAcknowledgedTransaction() {
    assertThat(transactionOfAnIsolatedPrimary(Mutant.ACK_BEFORE_COMMIT))
        .isEqualTo(
            new SubmitResult.Committed(
                new Receipt(2, 0, Places.SEQUENCE, Result.Applied.silent())));
    assertThat(transactionOfAnIsolatedPrimary()).isInstanceOf(SubmitResult.Unknown.class);
  }

  private static SubmitResult transactionOfAnIsolatedPrimary(Mutant... mutants) {
    CrankedCluster cluster = new CrankedCluster(3, mutants);
    String former = cluster.primary();
    cluster.submit(former, TransferContract.open("o-a", "a", 1));
    cluster.settle();
    cluster.isolate(former);
    var answers = cluster.submit(former, TransferContract.open("o-b", "b", 1));
    cluster.pass(ELECTION);
    assertThat(cluster.node(cluster.primary()).audit().balances()).doesNotContainKey("b");
    return answers.getFirst();
  }

  @Test
  void ackBeforeCommitPredictsRightWhenNothingFails() {
    CrankedCluster cluster = new CrankedCluster(3, Mutant.ACK_BEFORE_COMMIT);
    String primary = cluster.primary();
    var first = cluster.submit(primary, TransferContract.open("o-a", "a", 10));
    var second = cluster.submit(primary, TransferContract.open("o-b", "b", 10));
    var third = cluster.submit(primary, TransferContract.transfer("t-1", "a", "b", 7));
    var fourth = cluster.submit(primary, TransferContract.transfer("t-1", "a", "b", 7));
    cluster.settle();
    for (var answer : java.util.List.of(first, second, third)) {
      assertThat(answer.getFirst()).isInstanceOf(SubmitResult.Committed.class);
    }
    assertThat(third)
        .containsExactly(
            new SubmitResult.Committed(
                new Receipt(3, 0, Places.SEQUENCE, Result.Applied.silent())));
    assertThat(fourth).isEqualTo(third);
    assertThat(cluster.node(primary).audit().balances()).containsEntry("b", 17L);
  }

  @Test
  void ackBeforeFsyncAcknowledgesWhatNoDiskHas() {
    assertThat(acknowledgedWithStalledDisks(Mutant.ACK_BEFORE_FSYNC)).isTrue();
    assertThat(acknowledgedWithStalledDisks()).isFalse();
  }

  private static boolean acknowledgedWithStalledDisks(Mutant... mutants) {
    CrankedCluster cluster = new CrankedCluster(3, mutants);
    String primary = cluster.primary();
    for (String name : new String[] {"n1", "n2", "n3"}) {
      cluster.storage(name).stall();
    }
    var answers = cluster.submit(primary, TransferContract.open("o-a", "a", 1));
    cluster.settle();
    return !answers.isEmpty();
  }

  @Test
  void staleLeaderReadMissesWhatOthersCommitted() {
    assertThat(readFromADeposedPrimary(Mutant.STALE_LEADER_READ))
        .isEqualTo(new ReadResult.Answered<>(OptionalLong.of(10), 2));
    assertThat(readFromADeposedPrimary()).isInstanceOf(ReadResult.NotPrimary.class);
  }

  private static ReadResult<OptionalLong> readFromADeposedPrimary(Mutant... mutants) {
    CrankedCluster cluster = new CrankedCluster(3, mutants);
    String former = cluster.primary();
    cluster.submit(former, TransferContract.open("o-a", "a", 10));
    cluster.submit(former, TransferContract.open("o-b", "b", 10));
    cluster.settle();
    cluster.isolate(former);
    cluster.pass(ELECTION);
    String next = cluster.primary();
    assertThat(next).isNotEqualTo(former);
    cluster.submit(next, TransferContract.transfer("t-1", "a", "b", 5));
    cluster.settle();
    assertThat(cluster.node(next).audit().balances()).containsEntry("a", 5L);
    var answers = cluster.read(former, "a");
    cluster.pass(ELECTION);
    return answers.getFirst();
  }

  @Test
  void noDedupAppliesARetryAgain() {
    assertThat(balanceAfterARetry(Mutant.NO_DEDUP)).isEqualTo(6);
    assertThat(balanceAfterARetry()).isEqualTo(8);
  }

  private static long balanceAfterARetry(Mutant... mutants) {
    CrankedCluster cluster = new CrankedCluster(3, mutants);
    String primary = cluster.primary();
    cluster.submit(primary, TransferContract.open("o-a", "a", 10));
    cluster.submit(primary, TransferContract.open("o-b", "b", 10));
    for (int tries = 0; tries < 2; tries++) {
      cluster.submit(primary, TransferContract.transfer("t-1", "a", "b", 2));
      cluster.settle();
    }
    return cluster.node(primary).audit().balances().getOrDefault("a", 0L);
  }

  @Test
  void overdraftCheckedOutsideLogLetsConcurrentTransfersOverdraw() {
    assertThat(balanceAfterConcurrentTransfers(Mutant.OVERDRAFT_CHECKED_OUTSIDE_LOG)).isEqualTo(-6);
    assertThat(balanceAfterConcurrentTransfers()).isEqualTo(2);
  }

  private static long balanceAfterConcurrentTransfers(Mutant... mutants) {
    CrankedCluster cluster = new CrankedCluster(3, mutants);
    String primary = cluster.primary();
    cluster.submit(primary, TransferContract.open("o-a", "a", 10));
    cluster.submit(primary, TransferContract.open("o-b", "b", 10));
    cluster.settle();
    cluster.submit(primary, TransferContract.transfer("t-1", "a", "b", 8));
    cluster.submit(primary, TransferContract.transfer("t-2", "a", "b", 8));
    cluster.settle();
    cluster.submit(primary, TransferContract.transfer("t-3", "a", "b", 8));
    cluster.settle();
    return cluster.node(primary).audit().balances().getOrDefault("a", 0L);
  }

  @Test
  void everyMutantIsFoundByItsName() {
    assertThat(Arrays.stream(Mutant.values()).map(mutant -> Mutant.named(mutant.id())))
        .allSatisfy(found -> assertThat(found).isPresent());
    assertThat(Mutant.named("no-such")).isEmpty();
  }
}
