package dev.assay.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Links;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.history.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault, injected into real containers and looked at from inside them. */
final class DockerClusterTest {
  private static final NodeId N1 = NodeId.of(1);
  private static final NodeId N2 = NodeId.of(2);
  private static final NodeId N3 = NodeId.of(3);

  /** Longer than any pause between two greetings, shorter than the bound of a test. */
  private static final long SILENT_MILLIS = 1_500;

  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir static Path folder;

  private static Cluster cluster;

  @BeforeAll
  static void deploy() {
    Engine.assumeItAnswers();
    cluster =
        new DockerEnvironment(line -> {})
            .deploy(
                new ClusterPlan(
                    new TinySystem(folder), List.of(N1, N2, N3), List.of(), folder, new Seed(1)));
  }

  @AfterEach
  void heal() {
    Effect healed = cluster.healAll();
    assertThat(healed.proven()).as(healed.facts().toString()).isTrue();
  }

  @AfterAll
  static void close() throws Exception {
    if (cluster == null) {
      return;
    }
    cluster.close();
    assertThat(Leftovers.of(ProcessHandle.current().pid())).isEmpty();
    assertThat(folder.resolve("nodes/n1/control")).doesNotExist();
    assertThat(Files.readString(folder.resolve("nodes/n1/node.log")).lines())
        .doesNotHaveDuplicates()
        .contains("start 1", "start 2");
  }

  @Test
  void aKilledNodeIsStartedAgainOnItsDisk() {
    long starts = status(N1).applied();

    proven(processes().kill(Set.of(N1)));
    assertThat(cluster.observer().status(N1)).isEmpty();
    proven(processes().start(Set.of(N1)));

    assertThat(status(N1).applied()).isEqualTo(starts + 1);
    awaitHears(N2, N1);
  }

  @Test
  void aPausedNodeIsSilentUntilItIsResumed() {
    awaitHears(N2, N1);
    proven(processes().pause(Set.of(N1)));
    awaitDoesNotHear(N2, N1);
    assertThat(processes().pause(Set.of(N1)).proven()).as("a second time").isTrue();

    proven(processes().resume(Set.of(N1)));
    awaitHears(N2, N1);
  }

  @Test
  void aLinkIsCutInOneDirectionAlone() {
    awaitHears(N2, N1);
    proven(links().cut(Set.of(new Edge(N1, N2))));
    awaitDoesNotHear(N2, N1);
    assertThat(TinySystem.silenceMillis(status(N1), N2))
        .as("the other direction")
        .isLessThan(SILENT_MILLIS);
    assertThat(TinySystem.silenceMillis(status(N3), N1))
        .as("another link")
        .isLessThan(SILENT_MILLIS);

    proven(links().cut(Set.of(new Edge(N3, N2))));
    awaitHears(N2, N1);
    awaitDoesNotHear(N2, N3);

    proven(links().cut(Set.of()));
    awaitHears(N2, N3);
  }

  @Test
  void aCutStaysWhenTheNodeIsStartedAgain() {
    Set<Edge> isolation =
        Set.of(new Edge(N1, N2), new Edge(N2, N1), new Edge(N1, N3), new Edge(N3, N1));
    proven(links().cut(isolation));
    proven(processes().kill(Set.of(N1)));
    proven(processes().start(Set.of(N1)));

    assertThat(((NamespaceLinks) links()).census()).isEqualTo(isolation);
    assertThat(TinySystem.silenceMillis(status(N1), N2)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void oneNodesWallClockJumpsAndDriftsAndIsSetRight() {
    Effect jump = clocks().jump(N1, Duration.ofHours(-1));
    proven(jump);
    assertThat(status(N2).wallMillis())
        .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(1_000L));

    proven(clocks().drift(N1, 300));
    assertThat(status(N1).wallMillis()).isLessThan(System.currentTimeMillis() - 3_000_000);
    proven(clocks().reset());
  }

  @Test
  void everythingIsHealedAtOnceWithoutMemoryOfWhatWasBroken() {
    proven(processes().kill(Set.of(N1)));
    proven(processes().pause(Set.of(N2)));
    proven(links().cut(Set.of(new Edge(N1, N3), new Edge(N3, N2))));
    proven(clocks().jump(N3, Duration.ofMinutes(10)));

    proven(cluster.healAll());

    awaitHears(N3, N1);
    awaitHears(N2, N3);
    proven(cluster.healAll());
  }

  private static Processes processes() {
    return capabilities().processes().orElseThrow();
  }

  private static Links links() {
    return capabilities().links().orElseThrow();
  }

  private static Clocks clocks() {
    return capabilities().clocks().orElseThrow();
  }

  private static Capabilities capabilities() {
    return cluster.capabilities();
  }

  private static NodeStatus status(NodeId node) {
    return cluster.observer().status(node).orElseThrow();
  }

  private static void proven(Effect effect) {
    assertThat(effect.proven()).as(effect.facts().toString()).isTrue();
  }

  private static void awaitHears(NodeId node, NodeId peer) {
    await().atMost(SOON).until(() -> TinySystem.silenceMillis(status(node), peer) < SILENT_MILLIS);
  }

  private static void awaitDoesNotHear(NodeId node, NodeId peer) {
    await().atMost(SOON).until(() -> TinySystem.silenceMillis(status(node), peer) > SILENT_MILLIS);
  }
}
