package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.docker.DockerDoctor;
import dev.assay.docker.DockerEnvironment;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Disks;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Members;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.ledger.LedgerSystem;
import dev.assay.workloads.simulated.LedgerSimulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks and members of real nodes of the ledger in containers: what is asked of a node from outside
 * goes through a folder that it shares with us, or through its own administration.
 */
final class RealContainersTest {
  private static final List<NodeId> NODES = List.of(NodeId.of(1), NodeId.of(2), NodeId.of(3));

  /** The program as it was packaged before this module. */
  private static final Path LIBRARIES = Path.of("../../system-under-test/node/target/lib");

  @TempDir private Path folder;

  @Test
  void disksFailAndMembersChange() {
    require(DockerDoctor.obstacle());
    require(
        Files.isDirectory(LIBRARIES)
            ? Optional.empty()
            : Optional.of("the node is not packaged in " + LIBRARIES));
    try (Cluster cluster =
        new DockerEnvironment(line -> {})
            .deploy(
                new ClusterPlan(
                    new LedgerSystem(LIBRARIES, new LedgerSimulation()),
                    NODES,
                    List.of(),
                    folder,
                    new Seed(1)))) {
      Asking asking = new Asking(cluster);
      asking.untilAnswered();
      disksFail(cluster, asking);
      membersChange(cluster);
      Effect healed = cluster.healAll();
      assertThat(healed.proven()).as(healed.facts().toString()).isTrue();
      assertThat(healed.facts().get("struck").toString()).contains("leads");
      asking.untilAnswered();
      asking.close();
    }
  }

  private static void require(Optional<String> obstacle) {
    if (Boolean.getBoolean("assay.docker.required")) {
      assertThat(obstacle).as("tests in containers are required").isEmpty();
    }
    assumeTrue(obstacle.isEmpty(), () -> "no test in containers: " + obstacle.orElseThrow());
  }

  /** A node whose disk is full stops before it acknowledges anything more. */
  private static void disksFail(Cluster cluster, Asking asking) {
    Disks disks = cluster.capabilities().disks().orElseThrow();
    NodeId victim = Asking.follower(cluster);
    assertThat(disks.fill(Set.of(victim), 0).proven()).isFalse();
    Awaitility.await()
        .atMost(Asking.SOON)
        .until(
            () -> {
              asking.once();
              return cluster.observer().status(victim).isEmpty();
            });
    assertThat(disks.heal().facts().toString()).contains(victim.name(), "at least 1");
    assertThat(cluster.capabilities().processes().orElseThrow().start(Set.of(victim)).proven())
        .isTrue();

    Awaitility.await()
        .atMost(Asking.SOON)
        .until(
            () -> {
              disks.slow(Set.of(victim), Duration.ofMillis(20));
              asking.once();
              return disks.heal().facts().toString().contains(victim.name());
            });
  }

  private static void membersChange(Cluster cluster) {
    Members members = cluster.capabilities().members().orElseThrow();
    NodeId leaver = Asking.follower(cluster);
    members.remove(Set.of(leaver));
    Awaitility.await()
        .atMost(Asking.SOON)
        .until(() -> members.now().size() == 2 && !members.now().contains(leaver));
    Effect restored = members.restore();
    assertThat(restored.proven()).as(restored.facts().toString()).isTrue();
    assertThat(restored.facts().get("struck"))
        .contains(Value.fields(leaver.name(), Value.of("removed")));
    assertThat(members.now()).containsExactlyInAnyOrderElementsOf(NODES);

    NodeId heir = Asking.follower(cluster);
    members.transfer(heir);
    Awaitility.await()
        .atMost(Asking.SOON)
        .until(() -> cluster.observer().status(heir).filter(NodeStatus::primary).isPresent());
  }
}
