package dev.assay.node.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.contract.TransferContract;
import dev.assay.protocol.health.HealthCheckResponse.ServingStatus;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary that is told to stop makes another one first; health says who serves. */
class OrderlyStopTest {
  @Test
  void primaryHandsOverBeforeItStops(@TempDir Path folder) throws Exception {
    try (LocalCluster cluster = LocalCluster.start(folder, 3)) {
      String first = cluster.primary();
      assertThat(cluster.untilCommitted(TransferContract.open("o-a", "a", 100)).block())
          .isEqualTo(1);
      Awaitility.await().until(() -> cluster.health(first, "") == ServingStatus.SERVING);
      assertThat(cluster.health(first, "assay.ledger.v1.Ledger")).isEqualTo(ServingStatus.SERVING);
      assertThatThrownBy(() -> cluster.health(first, "other"))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("no service 'other'");

      cluster.terminate(first);
      assertThat(cluster.log(first)).contains("hands main over to").contains("halted shut down");
      assertThat(cluster.primary()).isNotEqualTo(first);
      assertThat(cluster.untilCommitted(TransferContract.open("o-b", "b", 1)).block()).isEqualTo(2);
    }
  }

  @Test
  void nodeWithoutAMajorityDoesNotServe(@TempDir Path folder) throws Exception {
    try (LocalCluster cluster = LocalCluster.start(folder, 2)) {
      cluster.primary();
      cluster.kill("n1");
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> cluster.health("n2", "") == ServingStatus.NOT_SERVING);
    }
  }
}
