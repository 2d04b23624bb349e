package dev.assay.environment.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.environment.proxy.ProxyServer;
import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.Links;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every capability, on three real processes that are started once and healed after each test. */
class ProcessEnvironmentTest {
  private static final NodeId N1 = NodeId.of(1);
  private static final NodeId N2 = NodeId.of(2);
  private static final NodeId N3 = NodeId.of(3);
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void deploy() {
    cluster = environment().deploy(plan(List.of(N1, N2, N3), List.of(), folder.resolve("run")));
  }

  @AfterAll
  static void close() {
    cluster.close();
    assertThat(folder.resolve("assay-" + System.getProperty("user.name"))).isEmptyDirectory();
  }

  @AfterEach
  void heal() {
    assertThat(cluster.healAll().proven()).isTrue();
    await()
        .atMost(SOON)
        .until(() -> heard(N1).size() == 2 && heard(N2).size() == 2 && heard(N3).size() == 2);
  }

  private static ProcessEnvironment environment() {
    return environment(Optional.empty());
  }

  private static ProcessEnvironment environment(Optional<URI> toxiproxy) {
    ProcessOptions usual = ProcessOptions.defaults();
    return new ProcessEnvironment(
        new ProcessOptions(usual.javaExecutable(), folder, toxiproxy, usual.startBound()));
  }

  private static ClusterPlan plan(List<NodeId> nodes, List<String> mutants, Path run) {
    return new ClusterPlan(new ToySystem(), nodes, mutants, run, new Seed(3));
  }

  private static Processes processes() {
    return cluster.capabilities().processes().orElseThrow();
  }

  private static Links links() {
    return cluster.capabilities().links().orElseThrow();
  }

  private static Clocks clocks() {
    return cluster.capabilities().clocks().orElseThrow();
  }

  private static NodeStatus status(NodeId node) {
    return cluster.observer().status(node).orElseThrow();
  }

  /** The peers that the node heard lately. */
  private static List<String> heard(NodeId node) {
    return cluster
        .observer()
        .status(node)
        .map(NodeStatus::detail)
        .filter(Value.Items.class::isInstance)
        .map(it -> ((Value.Items) it).items())
        .orElse(List.of())
        .stream()
        .map(it -> ((Value.Text) it).text())
        .toList();
  }

  private static long skewMillis(NodeId node) {
    return status(node).wallMillis() - System.currentTimeMillis();
  }

  private static Value.Fields of(Effect effect, NodeId node) {
    return (Value.Fields) effect.facts().get(node.name()).orElseThrow();
  }

  @Test
  void killedNodeIsGoneAndStartsAgainOnItsDisk() {
    long boots = status(N2).epoch();

    Effect killed = processes().kill(Set.of(N2));
    assertThat(killed.proven()).isTrue();
    assertThat(of(killed, N2).get("exit")).contains(Value.of(137));
    assertThat(cluster.observer().status(N2)).isEmpty();
    assertThat(processes().kill(Set.of(N2)).proven()).isTrue();

    Effect started = processes().start(Set.of(N1, N2));
    assertThat(started.proven()).isTrue();
    assertThat(of(started, N1).get("started")).contains(Value.of(false));
    assertThat(status(N2).epoch()).isEqualTo(boots + 1);
  }

  @Test
  void pausedNodeAnswersNothingUntilItIsResumed() {
    Effect paused = processes().pause(Set.of(N1, N3));
    assertThat(paused.proven()).isTrue();
    assertThat(cluster.observer().status(N1)).isEmpty();
    assertThat(processes().pause(Set.of(N1)).proven()).isTrue();

    assertThat(processes().resume(Set.of(N1, N3)).proven()).isTrue();
    assertThat(status(N1).epoch()).isPositive();
  }

  @Test
  void pauseOfNodeThatIsDownIsNotProven() {
    processes().kill(Set.of(N3));

    Effect paused = processes().pause(Set.of(N3));

    assertThat(paused.proven()).isFalse();
    assertThat(of(paused, N3).get("down")).contains(Value.of(true));
  }

  @Test
  void pausedNodeCanBeKilled() {
    processes().pause(Set.of(N1));

    assertThat(processes().kill(Set.of(N1)).proven()).isTrue();
  }

  @Test
  void cutIsOneWayAndHealsAtOnce() {
    Effect cut = links().cut(Set.of(new Edge(N1, N2)));

    assertThat(cut.proven()).isTrue();
    assertThat(cut.facts().get("silent")).contains(Value.of(1));
    await().atMost(SOON).until(() -> heard(N2).equals(List.of("n3")));
    assertThat(heard(N1)).containsExactly("n2", "n3");

    Effect healed = links().cut(Set.of());
    assertThat(healed.proven()).isTrue();
    assertThat(healed.facts().get("healed")).contains(Value.items(List.of(Value.of("n1->n2"))));
    await().atMost(Duration.ofSeconds(2)).until(() -> heard(N2).size() == 2);
  }

  @Test
  void cutTakesThePlaceOfTheOneBefore() {
    links().cut(Set.of(new Edge(N1, N2), new Edge(N2, N1)));
    Effect second = links().cut(Set.of(new Edge(N2, N1), new Edge(N3, N1)));

    assertThat(second.proven()).isTrue();
    await().atMost(SOON).until(() -> heard(N1).isEmpty());
    await().atMost(SOON).until(() -> heard(N2).equals(List.of("n1", "n3")));
  }

  @Test
  void cutOfLinkToDeadNodeCannotBeMeasured() {
    processes().kill(Set.of(N3));

    Effect cut = links().cut(Set.of(new Edge(N1, N3)));

    assertThat(cut.proven()).isFalse();
    assertThat(cut.facts().get("unmeasured")).contains(Value.items(List.of(Value.of("n1->n3"))));
  }

  @Test
  void clockJumpsBothWaysAndOthersStayTrue() {
    Effect ahead = clocks().jump(N1, Duration.ofHours(1));
    assertThat(ahead.proven()).isTrue();
    assertThat(skewMillis(N1)).isBetween(3_599_000L, 3_601_000L);
    assertThat(Math.abs(skewMillis(N2))).isLessThan(1_000);

    assertThat(clocks().jump(N1, Duration.ofMillis(-250)).proven()).isTrue();
    assertThat(skewMillis(N1)).isBetween(-1_250L, 0L);

    assertThat(clocks().reset().proven()).isTrue();
    assertThat(Math.abs(skewMillis(N1))).isLessThan(1_000);
  }

  @Test
  void clockDriftsFromItsPresentOffsetUntilItIsReset() {
    clocks().jump(N2, Duration.ofSeconds(100));

    Effect drift = clocks().drift(N2, 500);
    assertThat(drift.proven()).isTrue();
    await().atMost(SOON).until(() -> skewMillis(N2) > 100_400);

    assertThat(clocks().reset().proven()).isTrue();
  }

  @Test
  void clockOfPausedNodeIsLeftAlone() {
    processes().pause(Set.of(N2));

    assertThatThrownBy(() -> clocks().drift(N2, 100))
        .isInstanceOf(NotPossibleException.class)
        .hasMessageContaining("n2 does not answer");
    assertThatThrownBy(() -> clocks().jump(N2, Duration.ofSeconds(5)))
        .isInstanceOf(NotPossibleException.class);
  }

  @Test
  void healAllNeedsNoMemory() {
    links().cut(Set.of(new Edge(N1, N2), new Edge(N3, N2)));
    clocks().jump(N1, Duration.ofSeconds(-5));
    processes().pause(Set.of(N2));
    processes().kill(Set.of(N3));

    assertThat(cluster.healAll().proven()).isTrue();

    await().atMost(SOON).until(() -> heard(N2).size() == 2);
    assertThat(Math.abs(skewMillis(N1))).isLessThan(1_000);
  }

  @Test
  void logsAreInTheRunDirectory() {
    cluster.collect();

    assertThat(folder.resolve("run/nodes/n1/stdout.log")).content().startsWith("boot 1\n");
  }

  @Test
  void anotherServerOfTheApiServesAsWellAndIsLeftClean() throws IOException {
    try (ProxyServer server = ProxyServer.start(new Seed(1))) {
      URI address = URI.create("http://127.0.0.1:" + server.address().getPort());
      Cluster other =
          environment(Optional.of(address))
              .deploy(plan(List.of(N1, N2), List.of(), folder.resolve("other")));
      try (other) {
        Links cut = other.capabilities().links().orElseThrow();
        assertThat(cut.cut(Set.of(new Edge(N1, N2))).proven()).isTrue();
        assertThat(other.observer().status(N2)).isPresent();
      }
      assertThat(new ToxiproxyClient("127.0.0.1", server.address().getPort()).getProxies())
          .isEmpty();
    }
  }

  @Test
  void serverThatDoesNotAnswerIsNamed() {
    URI nobody = URI.create("http://127.0.0.1:9");

    assertThatThrownBy(
            () ->
                environment(Optional.of(nobody))
                    .deploy(plan(List.of(N1), List.of(), folder.resolve("nobody"))))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("no Toxiproxy answers at http://127.0.0.1:9");
  }

  @Test
  void nodeThatExitsAtOnceIsNamedWithItsLastWords() {
    assertThatThrownBy(
            () ->
                environment()
                    .deploy(plan(List.of(N1), List.of("stillborn"), folder.resolve("stillborn"))))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("exited with 1")
        .hasMessageContaining("no.such.Program");
  }
}
