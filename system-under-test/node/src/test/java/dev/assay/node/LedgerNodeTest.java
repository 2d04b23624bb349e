package dev.assay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Reason;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.ListAppendContract;
import dev.assay.ledger.contract.RegisterContract;
import dev.assay.ledger.contract.SetContract;
import dev.assay.ledger.contract.TransferContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerNodeTest {
  private static final Duration ELECTION = Duration.ofSeconds(5);

  private final CrankedCluster cluster = new CrankedCluster(3);

  @Test
  void committedTransactionsAreInEveryNodesChain() {
    String primary = cluster.primary();
    assertThat(answer(primary, TransferContract.open("o-a", "a", 100))).isEqualTo(applied(1, 0));
    assertThat(answer(primary, TransferContract.open("o-b", "b", 0)))
        .isEqualTo(refused(2, 0, Reason.NON_POSITIVE_AMOUNT));
    assertThat(answer(primary, TransferContract.open("o-c", "c", 1))).isEqualTo(applied(3, 0));
    assertThat(answer(primary, TransferContract.transfer("t-1", "a", "c", 30)))
        .isEqualTo(applied(4, 0));

    cluster.pass(Duration.ofSeconds(1));

    for (String name : List.of("n1", "n2", "n3")) {
      Audit audit = cluster.node(name).audit();
      assertThat(audit.balances()).isEqualTo(new TreeMap<>(java.util.Map.of("a", 70L, "c", 31L)));
      assertThat(audit.block()).isEqualTo(4);
      assertThat(cluster.node(name).chain(1)).isEqualTo(cluster.node(primary).chain(1));
      assertThat(cluster.node(name).chain(1).lines()).hasSize(4);
      assertThat(cluster.node(name).chain(5).lines()).isEmpty();
    }
  }

  @Test
  void retryGetsTheFirstReceiptFromEveryPrimary() {
    String first = cluster.primary();
    answer(first, TransferContract.open("o-a", "a", 100));
    answer(first, TransferContract.open("o-b", "b", 100));
    SubmitResult receipt = answer(first, TransferContract.transfer("t-1", "a", "b", 60));
    assertThat(answer(first, TransferContract.transfer("t-1", "a", "b", 60))).isEqualTo(receipt);

    cluster.kill(first);
    String second = cluster.primary();

    assertThat(second).isNotEqualTo(first);
    assertThat(answer(second, TransferContract.transfer("t-1", "a", "b", 60))).isEqualTo(receipt);
    assertThat(answer(second, TransferContract.transfer("t-2", "a", "b", 60)))
        .isEqualTo(refused(4, 0, Reason.OVERDRAFT));
  }

  @Test
  void backupNamesThePrimary() {
    String primary = cluster.primary();
    cluster.pass(Duration.ofSeconds(1));
    assertThat(answer(cluster.backup(), TransferContract.open("o-a", "a", 1)))
        .isEqualTo(new SubmitResult.NotPrimary(Optional.of(primary)));
  }

  /** It answered BUSY for ever once, since nobody but the primary ever writes to it. */
  @Test
  void backupThatNeverHeardOneOfTheMembersNamesThePrimaryForEveryContract() {
    cluster.isolate("n3");
    cluster.pass(ELECTION);
    List<String> primaries = new ArrayList<>();
    for (String name : List.of("n1", "n2")) {
      if (cluster.node(name).status().role() == Role.PRIMARY) {
        primaries.add(name);
      }
    }
    assertThat(primaries).hasSize(1);
    String backup = primaries.contains("n1") ? "n2" : "n1";
    for (Transaction transaction :
        List.of(
            RegisterContract.write("w-1", "k", "v"),
            ListAppendContract.run("l-1", List.of("a k v")),
            SetContract.add("s-1", "set", "x"))) {
      assertThat(answer(backup, transaction))
          .as(transaction.contract())
          .isEqualTo(new SubmitResult.NotPrimary(Optional.of(primaries.getFirst())));
    }
  }

  /** Leases rest on its silence: its time must not run faster because somebody asks. */
  @Test
  void readsMakeNoTimePassForABackup() {
    assertThat(ticksUntilABackupStands(true)).isEqualTo(ticksUntilABackupStands(false));
  }

  private static int ticksUntilABackupStands(boolean asked) {
    CrankedCluster cluster = new CrankedCluster(3);
    cluster.primary();
    cluster.pass(Duration.ofSeconds(1));
    String backup = cluster.backup();
    cluster.isolate(backup);
    int ticks = 0;
    while (cluster.node(backup).status().role() == Role.BACKUP && ticks < 1_000) {
      ticks++;
      if (asked) {
        cluster.passAsking(backup, NodeConfig.TICK);
      } else {
        cluster.pass(NodeConfig.TICK);
      }
    }
    return ticks;
  }

  @Test
  void backupReadsAtAPlaceThatThePrimaryNames() {
    answer(cluster.primary(), TransferContract.open("o-a", "a", 1));
    cluster.pass(Duration.ofSeconds(1));
    var read = cluster.read(cluster.backup(), "a");
    cluster.settle();
    cluster.pass(Duration.ofSeconds(1));
    assertThat(read).hasSize(1);
    assertThat(read.getFirst()).isInstanceOf(ReadResult.Answered.class);
  }

  @Test
  void whatWaitsForAProposalBecomesOneBlock() {
    String primary = cluster.primary();
    List<List<SubmitResult>> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(cluster.submit(primary, TransferContract.open("o-" + i, "a" + i, 10)));
    }
    cluster.settle();
    assertThat(answers.stream().map(List::getFirst))
        .containsExactly(applied(1, 0), applied(2, 0), applied(2, 1), applied(2, 2), applied(2, 3));
  }

  @Test
  void malformedTransactionIsInvalid() {
    assertThat(answer(cluster.primary(), TransferContract.open("o a", "a", 1)))
        .isInstanceOf(SubmitResult.Invalid.class);
    var read = cluster.read(cluster.primary(), "no such name!");
    cluster.settle();
    assertThat(read).singleElement().isInstanceOf(ReadResult.Invalid.class);
  }

  @Test
  void receiptNamesThePlaceInTheOrdering() {
    String primary = cluster.primary();
    List<SubmitResult> answers = new ArrayList<>();
    cluster
        .node(primary)
        .submit(
            LedgerNode.MAIN,
            TransferContract.open("o-a", "a", 1),
            CrankedCluster.TIMEOUT,
            answers::add);
    cluster.settle();
    assertThat(answers).hasSize(1);
    Receipt receipt = ((SubmitResult.Committed) answers.getFirst()).receipt();
    assertThat(cluster.node(primary).chain(1).lines().getFirst())
        .contains("\"sequence\":" + receipt.sequence() + ",");
  }

  @Test
  void localReadIsAnsweredByAnyNodeAtOnce() {
    String primary = cluster.primary();
    answer(primary, TransferContract.open("o-a", "a", 100));
    cluster.pass(Duration.ofSeconds(1));
    List<ReadResult<List<String>>> answers = new ArrayList<>();
    cluster
        .node(cluster.backup())
        .query(
            LedgerNode.MAIN,
            TransferContract.balance("a"),
            ReadMode.LOCAL,
            CrankedCluster.TIMEOUT,
            answers::add);
    assertThat(answers).containsExactly(new ReadResult.Answered<>(List.of("100"), 1));
  }

  @Test
  void readSeesWhatWasCommittedBeforeIt() {
    String primary = cluster.primary();
    answer(primary, TransferContract.open("o-a", "a", 100));
    var one = cluster.read(primary, "a");
    var none = cluster.read(primary, "nobody");
    List<ReadResult<SortedMap<String, Long>>> all = new ArrayList<>();
    cluster
        .node(primary)
        .query(
            LedgerNode.MAIN,
            TransferContract.balances(),
            ReadMode.QUORUM,
            CrankedCluster.TIMEOUT,
            result -> all.add(result.map(TransferContract::balancesIn)));
    cluster.settle();
    assertThat(one).containsExactly(new ReadResult.Answered<>(OptionalLong.of(100), 1));
    assertThat(none).containsExactly(new ReadResult.Answered<>(OptionalLong.empty(), 1));
    assertThat(all)
        .containsExactly(new ReadResult.Answered<>(new TreeMap<>(java.util.Map.of("a", 100L)), 1));
  }

  @Test
  void isolatedPrimaryAnswersNothingAsDone() {
    String primary = cluster.primary();
    answer(primary, TransferContract.open("o-a", "a", 100));
    cluster.isolate(primary);
    var proposed = cluster.submit(primary, TransferContract.open("o-b", "b", 1));
    proposeAsManyAsMayBeUnderWay(primary);
    var waiting = cluster.submit(primary, TransferContract.open("o-c", "c", 1));
    var read = cluster.read(primary, "a");
    cluster.pass(ELECTION);
    assertThat(proposed.getFirst()).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(waiting.getFirst()).isInstanceOf(SubmitResult.NotPrimary.class);
    assertThat(read.getFirst()).isInstanceOf(ReadResult.NotPrimary.class);
    assertThat(cluster.node(primary).status().role()).isNotEqualTo(Role.PRIMARY);
  }

  @Test
  void overwrittenProposalIsRefusedDefinitely() {
    String former = cluster.primary();
    answer(former, TransferContract.open("o-a", "a", 100));
    cluster.isolate(former);
    var lost = cluster.submit(former, TransferContract.open("o-b", "b", 1));
    // The others elect a primary before the former one notices that it is alone.
    String next = primaryOtherThan(former);
    answer(next, TransferContract.open("o-c", "c", 1));
    assertThat(lost).isEmpty();
    cluster.heal();
    cluster.pass(Duration.ofMillis(500));
    assertThat(lost).containsExactly(new SubmitResult.NotPrimary(Optional.empty()));
    assertThat(cluster.node(former).audit()).isEqualTo(cluster.node(next).audit());
  }

  @Test
  void proposalThatSurvivesItsPrimarysOfficeIsCommitted() {
    String former = cluster.primary();
    answer(former, TransferContract.open("o-a", "a", 100));
    // Its messages get out, the answers don't come in: all others have the entry, and it is not
    // told.
    cluster.cutTowards(former);
    var answers = cluster.submit(former, TransferContract.open("o-b", "b", 1));
    cluster.settle();
    String next = primaryOtherThan(former);
    cluster.pass(Duration.ofMillis(200));
    cluster.heal();
    cluster.pass(Duration.ofMillis(500));
    assertThat(cluster.node(next).audit().balances()).containsKey("b");
    assertThat(answers).containsExactly(applied(2, 0));
  }

  @Test
  void deadlineOfWhatWasProposedLeavesItUnknownAndOfWhatWasNotRefusesIt() {
    String primary = cluster.primary();
    cluster.isolate(primary);
    Duration soon = Duration.ofMillis(200);
    List<SubmitResult> proposed = new ArrayList<>();
    List<SubmitResult> waiting = new ArrayList<>();
    List<ReadResult<List<String>>> read = new ArrayList<>();
    cluster
        .node(primary)
        .submit(LedgerNode.MAIN, TransferContract.open("o-a", "a", 1), soon, proposed::add);
    proposeAsManyAsMayBeUnderWay(primary);
    cluster
        .node(primary)
        .submit(LedgerNode.MAIN, TransferContract.open("o-b", "b", 1), soon, waiting::add);
    cluster
        .node(primary)
        .query(LedgerNode.MAIN, TransferContract.balance("a"), ReadMode.QUORUM, soon, read::add);
    cluster.pass(soon);
    assertThat(proposed.getFirst()).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(waiting.getFirst()).isInstanceOf(SubmitResult.Busy.class);
    assertThat(read.getFirst()).isInstanceOf(ReadResult.Unavailable.class);
  }

  @Test
  void pendingRequestsAreBounded() {
    String primary = cluster.primary();
    cluster.isolate(primary);
    List<SubmitResult> answers = new ArrayList<>();
    for (int i = 0; i <= NodeConfig.PENDING_MAX; i++) {
      cluster
          .node(primary)
          .submit(
              LedgerNode.MAIN,
              TransferContract.open("o-" + i, "a", 1),
              CrankedCluster.TIMEOUT,
              answers::add);
    }
    List<ReadResult<List<String>>> reads = new ArrayList<>();
    for (int i = 0; i <= NodeConfig.PENDING_MAX; i++) {
      cluster
          .node(primary)
          .query(
              LedgerNode.MAIN,
              TransferContract.balance("a"),
              ReadMode.QUORUM,
              CrankedCluster.TIMEOUT,
              reads::add);
    }
    assertThat(answers).hasSize(1).first().isInstanceOf(SubmitResult.Busy.class);
    assertThat(reads).hasSize(1).first().isInstanceOf(ReadResult.Unavailable.class);
  }

  @Test
  void nothingIsAcknowledgedBeforeAMajorityHasStoredIt() {
    String primary = cluster.primary();
    List<String> backups =
        List.of("n1", "n2", "n3").stream().filter(name -> !name.equals(primary)).toList();
    backups.forEach(name -> cluster.storage(name).stall());
    var answers = cluster.submit(primary, TransferContract.open("o-a", "a", 1));
    cluster.settle();
    assertThat(answers).isEmpty();
    cluster.storage(backups.getFirst()).resume();
    cluster.settle();
    assertThat(answers).containsExactly(applied(1, 0));
  }

  @Test
  void fullDiskStopsTheNodeBeforeItAcknowledges() {
    CrankedCluster alone = new CrankedCluster(1);
    String only = alone.primary();
    alone.disk(only).fill();
    var proposed = alone.submit(only, TransferContract.open("o-a", "a", 1));
    var waiting = alone.submit(only, TransferContract.open("o-b", "b", 1));
    alone.settle();
    assertThat(alone.halted(only).orElseThrow()).contains("No space left on device");
    assertThat(proposed.getFirst()).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(waiting.getFirst()).isInstanceOf(SubmitResult.Busy.class);
    assertThat(alone.submit(only, TransferContract.open("o-c", "c", 1)).getFirst())
        .isInstanceOf(SubmitResult.Busy.class);
  }

  @Test
  void restartedNodesHaveTheSameChain() {
    String primary = cluster.primary();
    answer(primary, TransferContract.open("o-a", "a", 100));
    SubmitResult receipt = answer(primary, TransferContract.open("o-b", "b", 100));
    Audit before = cluster.node(primary).audit();
    List.of("n1", "n2", "n3").forEach(cluster::kill);
    List.of("n1", "n2", "n3").forEach(cluster::start);
    String next = cluster.primary();
    cluster.pass(Duration.ofSeconds(1));
    for (String name : List.of("n1", "n2", "n3")) {
      assertThat(cluster.node(name).audit().balances()).isEqualTo(before.balances());
      assertThat(cluster.node(name).audit().hash()).isEqualTo(before.hash());
    }
    assertThat(answer(next, TransferContract.open("o-b", "b", 100))).isEqualTo(receipt);
  }

  @Test
  void hostileBytesChangeNothing() {
    String primary = cluster.primary();
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      cluster.node(primary).received("n2", 2, bytes);
    }
    assertThat(cluster.halted(primary)).isEmpty();
    assertThat(answer(primary, TransferContract.open("o-a", "a", 1))).isEqualTo(applied(1, 0));
  }

  @Test
  void eventsTellOfOffices() {
    String primary = cluster.primary();
    assertThat(cluster.node(primary).events(0))
        .extracting(NodeEvent::kind)
        .contains("started", "became-candidate", "became-primary");
    long last = cluster.node(primary).events(0).getLast().number();
    assertThat(cluster.node(primary).events(last)).hasSize(1);
  }

  private void proposeAsManyAsMayBeUnderWay(String primary) {
    for (int i = 1; i < NodeConfig.PROPOSALS_MAX; i++) {
      cluster.submit(primary, TransferContract.open("o-fill-" + i, "a", 1));
      cluster.settle();
    }
  }

  private String primaryOtherThan(String former) {
    for (int i = 0; i < 200; i++) {
      cluster.passWithout(former, NodeConfig.TICK);
      for (String name : List.of("n1", "n2", "n3")) {
        if (!name.equals(former) && cluster.node(name).status().role() == Role.PRIMARY) {
          return name;
        }
      }
    }
    throw new AssertionError("no other primary");
  }

  private SubmitResult answer(String name, Transaction transaction) {
    var answers = cluster.submit(name, transaction);
    cluster.settle();
    assertThat(answers).hasSize(1);
    return answers.getFirst();
  }

  private static SubmitResult applied(long block, int position) {
    return new SubmitResult.Committed(
        new Receipt(block, position, Places.SEQUENCE, Result.Applied.silent()));
  }

  private static SubmitResult refused(long block, int position, String reason) {
    return new SubmitResult.Committed(
        new Receipt(block, position, Places.SEQUENCE, new Result.Refused(reason)));
  }
}
