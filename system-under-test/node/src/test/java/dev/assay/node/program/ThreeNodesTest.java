package dev.assay.node.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Reason;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.Places;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, three times on this machine. */
class ThreeNodesTest {
  @Test
  void ledgerSurvivesTheEndOfItsPrimary(@TempDir Path folder) throws Exception {
    try (LocalCluster cluster = LocalCluster.start(folder, 3)) {
      String first = cluster.primary();
      assertThat(cluster.untilCommitted(TransferContract.open("o-a", "a", 100)))
          .isEqualTo(applied(1));
      assertThat(cluster.untilCommitted(TransferContract.open("o-b", "b", 50)))
          .isEqualTo(applied(2));
      Transaction transfer = TransferContract.transfer("t-1", "a", "b", 30);
      assertThat(cluster.untilCommitted(transfer)).isEqualTo(applied(3));
      assertThat(cluster.readAll(first))
          .isEqualTo(new ReadResult.Answered<>(new TreeMap<>(Map.of("a", 70L, "b", 80L)), 3));

      cluster.kill(first);
      cluster.awaitAnswer(first, transfer, SubmitResult.NotSent.class);
      assertThat(cluster.primary()).isNotEqualTo(first);
      assertThat(cluster.untilCommitted(transfer)).isEqualTo(applied(3));
      assertThat(cluster.untilCommitted(TransferContract.transfer("t-2", "a", "b", 71)))
          .isEqualTo(new Receipt(4, 0, Places.SEQUENCE, new Result.Refused(Reason.OVERDRAFT)));

      cluster.startNode(first);
      cluster.awaitHeight(4);
      var chains = cluster.chains().values();
      assertThat(chains).hasSize(3).containsOnly(chains.iterator().next());
      assertThat(chains.iterator().next().lines()).hasSize(4);
      assertThat(cluster.audit(first).balances()).isEqualTo(Map.of("a", 70L, "b", 80L));

      assertThat(cluster.endInput("n1")).isZero();
      cluster.terminate("n2");
      assertThat(cluster.log("n2")).contains("n2").contains("halted shut down");
    }
  }

  private static Receipt applied(long block) {
    return new Receipt(block, 0, Places.SEQUENCE, Result.Applied.silent());
  }
}
