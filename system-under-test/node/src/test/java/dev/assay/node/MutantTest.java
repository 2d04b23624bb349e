package dev.assay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.LedgerMutant;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.storage.StorageMutant;
import dev.assay.raft.RaftMutant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
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
  void timeoutReportedAsFailureCallsAnUnknownOutcomeARefusal() {
    assertThat(transactionOfAnIsolatedPrimary(Mutant.TIMEOUT_REPORTED_AS_FAILURE))
        .isInstanceOf(SubmitResult.Busy.class);
  }

  @Test
  void dedupInLeaderMemoryForgetsWithItsPrimary() {
    assertThat(balanceAfterARetryElsewhere(Mutant.DEDUP_IN_LEADER_MEMORY)).isEqualTo(6);
    assertThat(balanceAfterARetryElsewhere()).isEqualTo(8);
    assertThat(balanceAfterARetry(Mutant.DEDUP_IN_LEADER_MEMORY)).isEqualTo(8);
  }

  private static long balanceAfterARetryElsewhere(Mutant... mutants) {
    CrankedCluster cluster = new CrankedCluster(3, mutants);
    String former = cluster.primary();
    cluster.submit(former, TransferContract.open("o-a", "a", 10));
    cluster.submit(former, TransferContract.open("o-b", "b", 10));
    cluster.submit(former, TransferContract.transfer("t-1", "a", "b", 2));
    cluster.settle();
    cluster.isolate(former);
    cluster.pass(ELECTION);
    String next = cluster.primary();
    cluster.submit(next, TransferContract.transfer("t-1", "a", "b", 2));
    cluster.settle();
    return cluster.node(next).audit().balances().getOrDefault("a", 0L);
  }

  @Test
  void debitCreditSplitShowsMoneyMissing() {
    assertThat(sumAfterATransfer(Mutant.DEBIT_CREDIT_SPLIT)).isEqualTo(18);
    assertThat(sumAfterATransfer()).isEqualTo(20);
  }

  private static long sumAfterATransfer(Mutant... mutants) {
    CrankedCluster cluster = new CrankedCluster(3, mutants);
    String primary = cluster.primary();
    cluster.submit(primary, TransferContract.open("o-a", "a", 10));
    cluster.submit(primary, TransferContract.open("o-b", "b", 10));
    cluster.submit(primary, TransferContract.transfer("t-1", "a", "b", 2));
    cluster.settle();
    return cluster.node(primary).audit().balances().values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Test
  void tornReadAllMixesTwoStates() {
    assertThat(sumReadBesideATransfer(Mutant.TORN_READ_ALL)).isNotEqualTo(20);
    assertThat(sumReadBesideATransfer()).isEqualTo(20);
  }

  private static long sumReadBesideATransfer(Mutant... mutants) {
    CrankedCluster cluster = new CrankedCluster(3, mutants);
    String primary = cluster.primary();
    cluster.submit(primary, TransferContract.open("o-a", "a", 10));
    cluster.submit(primary, TransferContract.open("o-b", "b", 10));
    cluster.settle();
    List<ReadResult<List<String>>> answers = new ArrayList<>();
    cluster
        .node(primary)
        .query(
            LedgerNode.MAIN, TransferContract.balances(), ReadMode.QUORUM, ELECTION, answers::add);
    cluster.submit(primary, TransferContract.transfer("t-1", "a", "b", 2));
    cluster.settle();
    return answers.getFirst() instanceof ReadResult.Answered<List<String>>(var output, long _)
        ? TransferContract.balancesIn(output).values().stream().mapToLong(Long::longValue).sum()
        : -1;
  }

  @Test
  void stuckAfterHealLeavesABackupBehind() {
    assertThat(heightOfAHealedBackup(Mutant.STUCK_AFTER_HEAL)).isEqualTo(1);
    assertThat(heightOfAHealedBackup()).isEqualTo(2);
  }

  private static long heightOfAHealedBackup(Mutant... mutants) {
    CrankedCluster cluster = new CrankedCluster(3, mutants);
    String primary = cluster.primary();
    String backup = cluster.backup();
    cluster.submit(primary, TransferContract.open("o-a", "a", 10));
    cluster.settle();
    cluster.pass(Duration.ofSeconds(1));
    cluster.isolate(backup);
    cluster.submit(primary, TransferContract.open("o-b", "b", 10));
    cluster.pass(ELECTION);
    cluster.heal();
    cluster.pass(ELECTION);
    return cluster.node(backup).status().height();
  }

  @Test
  void leaseOnWallClockStandsStillWithIt() {
    long[] times = {1_000_000_000, 1_000};
    NodeClock clock =
        new NodeClock() {
          @Override
          public long wallMillis() {
            return times[1];
          }

          @Override
          public long monotonicNanos() {
            return times[0];
          }
        };
    Pace honest = new Pace(clock, false);
    Pace planted = new Pace(clock, true);
    times[0] += Duration.ofSeconds(1).toNanos();
    times[1] -= 500;
    assertThat(honest.due()).isEqualTo(20);
    assertThat(planted.due()).isZero();
    times[1] += 750;
    assertThat(planted.due()).isEqualTo(5);
  }

  /** What a verification of this project has to offer, name by name. */
  @Test
  void everyMutantIsFoundByItsName() {
    assertThat(Arrays.stream(Mutant.values()).map(Mutant::id))
        .containsExactlyInAnyOrder(
            "ack-before-commit",
            "ack-before-fsync",
            "vote-not-persisted",
            "two-votes-per-term",
            "vote-without-log-check",
            "commit-old-term",
            "ignore-higher-term",
            "stale-leader-read",
            "lease-on-wall-clock",
            "follower-read-unchecked",
            "read-before-term-commit",
            "single-change-2015",
            "removed-node-counted",
            "snapshot-drops-dedup",
            "apply-twice-after-restart",
            "torn-tail-accepted",
            "corrupt-middle-truncated",
            "enospc-ignored",
            "stuck-after-heal",
            "no-election-jitter",
            "no-dedup",
            "dedup-in-leader-memory",
            "overdraft-checked-outside-log",
            "debit-credit-split",
            "torn-read-all",
            "hash-not-verified",
            "timeout-reported-as-failure",
            "list-append-lost-update",
            "block-time-from-wall-clock");
    for (Mutant mutant : Mutant.values()) {
      assertThat(Mutant.named(mutant.id())).contains(mutant);
      assertThat(List.of(mutant.breaks(), mutant.exposedBy(), mutant.caughtBy()))
          .as(mutant.id())
          .allMatch(text -> text.length() > 5 && !text.contains("\n"));
    }
    assertThat(Mutant.named("no-such")).isEmpty();
  }

  /** A bug that is named but planted nowhere would be found by nobody. */
  @Test
  void everyMutantOfACoreIsSwitchedOnByOneName() {
    Set<Mutant> all = Set.of(Mutant.values());
    assertThat(Mutant.inOrdering(all)).containsExactlyInAnyOrder(RaftMutant.values());
    assertThat(Mutant.inLedger(all)).containsExactlyInAnyOrder(LedgerMutant.values());
    assertThat(Mutant.inStorage(all)).containsExactlyInAnyOrder(StorageMutant.values());
    assertThat(Mutant.inOrdering(Set.of())).isEmpty();
    assertThat(Mutant.inLedger(Set.of())).isEmpty();
    assertThat(Mutant.inStorage(Set.of())).isEmpty();
  }
}
