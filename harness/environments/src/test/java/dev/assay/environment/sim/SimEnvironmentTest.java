package dev.assay.environment.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.Links;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.interpreter.Interpreter;
import dev.assay.harness.interpreter.Step;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Reach;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.simulator.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimEnvironmentTest {
  private static final NodeId N1 = NodeId.of(1);
  private static final NodeId N2 = NodeId.of(2);
  private static final NodeId N3 = NodeId.of(3);
  private static final List<NodeId> NODES = List.of(N1, N2, N3);

  @TempDir private Path folder;
  private Cluster cluster;
  private Processes processes;
  private Links links;
  private Clocks clocks;
  private Endpoint client;

  @BeforeEach
  void deploy() {
    cluster = new SimEnvironment().deploy(plan(1, folder));
    processes = cluster.capabilities().processes().orElseThrow();
    links = cluster.capabilities().links().orElseThrow();
    clocks = cluster.capabilities().clocks().orElseThrow();
    client = attach(cluster);
  }

  @Test
  void everyNodeAnswersWhenDeployReturns() {
    assertThat(cluster.nodes()).isEqualTo(NODES);
    assertThat(NODES).allMatch(node -> cluster.observer().status(node).isPresent());
  }

  @Test
  void eachClientAttachesForItself() {
    assertThat(attach(cluster).name()).isNotEqualTo(client.name());
  }

  @Test
  void aKillIsProvenAndLosesNothingThatWasWritten() {
    tell(N1, "add");
    Effect effect = processes.kill(Set.of(N1));
    assertThat(effect.proven()).isTrue();
    assertThat(state(effect, N1)).isEqualTo(Value.of("down"));
    assertThat(cluster.observer().status(N1)).isEmpty();
    assertThat(processes.start(Set.of(N1)).proven()).isTrue();
    assertThat(tally(N1)).isEqualTo(1);
  }

  @Test
  void aPowerFailureLosesWhatWasNotSynced() {
    assertThat(processes.losesUnsyncedWrites()).isTrue();
    tell(N1, "add");
    tell(N1, "sync");
    int lost = 0;
    for (int i = 0; i < 20; i++) {
      tell(N1, "add");
      long before = tally(N1);
      Effect effect = processes.powerFail(Set.of(N1));
      assertThat(effect.proven()).isTrue();
      processes.start(Set.of(N1));
      assertThat(tally(N1)).isBetween(1L, before);
      lost += (int) (before - tally(N1));
    }
    assertThat(lost).isPositive();
  }

  @Test
  void aPausedNodeIsSilentAndGoesOnWhenResumed() {
    assertThat(processes.pause(Set.of(N2)).proven()).isTrue();
    assertThat(cluster.observer().status(N2)).isEmpty();
    tell(N2, "add");
    assertThat(processes.resume(Set.of(N2)).proven()).isTrue();
    run(Duration.ofMillis(1));
    assertThat(tally(N2)).isEqualTo(1);
  }

  @Test
  void pausingANodeThatIsDownProvesNothing() {
    processes.kill(Set.of(N2));
    assertThat(processes.pause(Set.of(N2)).proven()).isFalse();
    assertThat(processes.resume(Set.of(N2)).proven()).isFalse();
  }

  @Test
  void aNodeThatCannotStartSaysWhy() {
    tell(N3, "fail");
    processes.kill(Set.of(N3));
    Effect effect = processes.start(Set.of(N3));
    assertThat(effect.proven()).isFalse();
    assertThat(effect.facts().get("n3").orElseThrow().toString()).contains("told to fail");
  }

  @Test
  void aCutIsProvenByACensusAndSilencesOneDirection() {
    Effect effect = links.cut(Set.of(new Edge(N1, N2)));
    assertThat(effect.proven()).isTrue();
    assertThat(effect.facts().get("silent")).contains(Value.items(List.of(Value.of("n1->n2"))));
    tell(N1, "add");
    assertThat(tally(N2)).isZero();
    assertThat(tally(N3)).isEqualTo(1);
    tell(N2, "add");
    assertThat(tally(N1)).isEqualTo(2);
    Effect healed = links.cut(Set.of());
    assertThat(healed.proven()).isTrue();
    assertThat(healed.facts().get("messagesCutBefore")).contains(Value.of(1));
    tell(N1, "add");
    assertThat(tally(N2)).isEqualTo(2);
  }

  @Test
  void aCutOfALinkThatDoesNotExistIsNotProven() {
    assertThat(links.cut(Set.of(new Edge(N1, NodeId.of(9)))).proven()).isFalse();
  }

  @Test
  void aJumpIsProvenByTheNodesOwnWord() {
    Effect effect = clocks.jump(N1, Duration.ofSeconds(-30));
    assertThat(effect.proven()).isTrue();
    assertThat(effect.facts().get("skewMillis")).contains(Value.of(-30_000));
    assertThat(wallMillis(N2) - wallMillis(N1)).isEqualTo(30_000);
  }

  @Test
  void aDriftIsProvenAndGrows() {
    assertThat(clocks.drift(N1, 100).proven()).isTrue();
    run(Duration.ofSeconds(10));
    assertThat(wallMillis(N1) - wallMillis(N2)).isEqualTo(1_000);
    Effect reset = clocks.reset();
    assertThat(reset.proven()).isTrue();
    assertThat(wallMillis(N1)).isEqualTo(wallMillis(N2));
  }

  @Test
  void healingUndoesEveryFaultAndMayBeDoneTwice() {
    processes.kill(Set.of(N1));
    processes.pause(Set.of(N2));
    links.cut(Set.of(new Edge(N3, N1)));
    clocks.drift(N3, 500);
    assertThat(cluster.healAll().proven()).isTrue();
    assertThat(cluster.healAll().proven()).isTrue();
    tell(N3, "add");
    assertThat(NODES).allMatch(node -> tally(node) == 1);
    assertThat(wallMillis(N3)).isEqualTo(wallMillis(N1));
  }

  @Test
  void logsAndExportsAreBroughtIntoTheRunDirectory() throws IOException {
    processes.kill(Set.of(N1));
    assertThat(cluster.observer().export(N1, folder.resolve("nodes/n1"))).isFalse();
    processes.start(Set.of(N1));
    tell(N2, "add");
    assertThat(cluster.observer().export(N1, folder.resolve("nodes/n1"))).isTrue();
    cluster.collect();
    assertThat(folder.resolve("nodes/n1/tally.txt")).hasContent("1\n");
    assertThat(Files.readAllLines(folder.resolve("nodes/n1/node.log")))
        .containsExactly(
            "     0.000000000 started", "     0.000000000 killed", "     0.000000000 started");
  }

  @Test
  void nothingRunsAfterClosing() {
    cluster.close();
    assertThat(NODES).allMatch(node -> cluster.observer().status(node).isEmpty());
  }

  @Test
  void equalSeedsGiveEqualRunDirectories() {
    SortedMap<String, String> first = filesOfARun(5, "a");
    assertThat(filesOfARun(5, "b")).isEqualTo(first).hasSize(9);
  }

  @Test
  void aSystemThatRunsForRealOnlyIsRefused() {
    ClusterPlan plan =
        new ClusterPlan(new TallySystem(false), NODES, List.of(), folder, new Seed(1));
    assertThatThrownBy(() -> new SimEnvironment().deploy(plan))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("system tally runs for real only: choose another environment than sim");
  }

  private SortedMap<String, String> filesOfARun(long seed, String name) {
    cluster = new SimEnvironment().deploy(plan(seed, folder.resolve(name)));
    processes = cluster.capabilities().processes().orElseThrow();
    client = attach(cluster);
    for (int i = 0; i < 50; i++) {
      tell(NODES.get(i % 3), i % 7 == 0 ? "sync" : "add");
      if (i % 10 == 5) {
        processes.powerFail(Set.of(N2));
        processes.start(Set.of(N2));
      }
    }
    cluster.collect();
    NODES.forEach(node -> cluster.observer().export(node, nodeFolder(name, node)));
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder.resolve(name))) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(folder.resolve(name).relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private Path nodeFolder(String run, NodeId node) {
    return folder.resolve(run).resolve("nodes").resolve(node.name());
  }

  private static ClusterPlan plan(long seed, Path runDirectory) {
    return new ClusterPlan(new TallySystem(true), NODES, List.of(), runDirectory, new Seed(seed));
  }

  private static Endpoint attach(Cluster cluster) {
    if (cluster.reach(N1) instanceof Reach.Simulated simulated) {
      return simulated.clients().attach();
    }
    throw new AssertionError("a simulated node is reached over the simulated network");
  }

  /** Sends a message and lets it arrive, with whatever follows from it. */
  private void tell(NodeId node, String text) {
    client.send(node.name(), TallySystem.payload(text));
    run(Duration.ofMillis(300));
  }

  private long tally(NodeId node) {
    return cluster.observer().status(node).map(NodeStatus::applied).orElseThrow();
  }

  private long wallMillis(NodeId node) {
    return cluster.observer().status(node).map(NodeStatus::wallMillis).orElseThrow();
  }

  private static Value state(Effect effect, NodeId node) {
    if (effect.facts().get(node.name()).orElseThrow() instanceof Value.Fields fields) {
      return fields.get("state").orElseThrow();
    }
    throw new AssertionError("no facts of " + node + " in " + effect);
  }

  /** Lets virtual time pass, as a run does: through the driver. */
  private void run(Duration time) {
    long until = cluster.driver().nowNanos() + time.toNanos();
    cluster
        .driver()
        .run(
            new Interpreter() {
              @Override
              public Step step(long nowNanos) {
                return nowNanos < until ? new Step.WaitUntil(until) : new Step.Done();
              }

              @Override
              public void completed(long nowNanos, ProcessId process, Outcome outcome) {}
            },
            process -> new Idle());
  }

  private static final class Idle implements Client {
    @Override
    public void invoke(Invocation invocation, Consumer<Outcome> completion) {
      completion.accept(new Outcome.Fail("idle"));
    }

    @Override
    public void close() {}
  }
}
