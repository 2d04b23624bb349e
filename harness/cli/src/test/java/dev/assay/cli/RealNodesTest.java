package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.environment.process.ProcessEnvironment;
import dev.assay.environment.process.ProcessOptions;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.Disks;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.LinkShape;
import dev.assay.harness.environment.Members;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.Administrator;
import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeLayout;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.harness.system.Secrets;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.harness.system.SystemUnderTest;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.ledger.LedgerSystem;
import dev.assay.workloads.simulated.LedgerSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of processes that are real nodes of the ledger, each seen to take hold. */
final class RealNodesTest {
  private static final NodeId N1 = NodeId.of(1);
  private static final NodeId N2 = NodeId.of(2);
  private static final NodeId N3 = NodeId.of(3);
  private static final List<NodeId> NODES = List.of(N1, N2, N3);
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;

  @Test
  void everyKindOfFaultTakesHoldAndIsUndone() throws IOException {
    try (Cluster cluster = deploy(List.of())) {
      Capabilities can = cluster.capabilities();
      Asking asking = new Asking(cluster);
      asking.untilAnswered();

      crashAtAPoint(cluster, asking);
      fillADisk(cluster, asking);

      assertThat(can.clientLinks().orElseThrow().cut(Set.of(N1), ClientCutKind.ANSWERS).proven())
          .isTrue();
      assertThat(can.clientLinks().orElseThrow().cut(Set.of(), ClientCutKind.BOTH).proven())
          .isTrue();

      Set<Edge> edges = Set.of(new Edge(N1, N2), new Edge(N2, N1));
      assertThat(can.shapes().orElseThrow().shape(edges, slow()).proven()).isTrue();
      assertThatThrownBy(() -> can.shapes().orElseThrow().shape(edges, lossy()))
          .isInstanceOf(NotPossibleException.class)
          .hasMessageContaining("TCP hides loss");

      rot(can);

      assertThat(cluster.healAll().proven()).isTrue();
      asking.untilAnswered();
      asking.close();
      assertThat(notes(cluster, N2)).filteredOn(it -> it.contains("\"started\"")).hasSize(2);
    }
  }

  @Test
  void membersLeaveComeBackWithoutADiskAndLead() {
    try (Cluster cluster = deploy(List.of())) {
      Asking asking = new Asking(cluster);
      asking.untilAnswered();
      Capabilities can = cluster.capabilities();
      Members members = can.members().orElseThrow();
      NodeId leaver = Asking.follower(cluster);

      assertThatThrownBy(() -> members.remove(Set.of(NodeId.of(7))))
          .isInstanceOf(NotPossibleException.class)
          .hasMessageContaining("are no members");
      assertThatThrownBy(() -> members.remove(Set.copyOf(NODES.subList(0, 2))))
          .isInstanceOf(NotPossibleException.class)
          .hasMessageContaining("too few members");
      assertThat(members.remove(Set.of(leaver)).facts().toString()).contains("armed");
      Awaitility.await()
          .atMost(SOON)
          .until(() -> members.now().size() == 2 && !members.now().contains(leaver));

      assertThat(can.contents().orElseThrow().wipe(Set.of(leaver)).proven()).isTrue();
      assertThat(can.processes().orElseThrow().start(Set.of(leaver)).proven()).isTrue();
      Effect restored = members.restore();
      assertThat(restored.proven()).as(restored.facts().toString()).isTrue();
      assertThat(restored.facts().get("struck"))
          .contains(Value.fields(leaver.name(), Value.of("removed")));
      assertThat(members.now()).containsExactlyInAnyOrderElementsOf(NODES);

      NodeId heir = Asking.follower(cluster);
      members.transfer(heir);
      Awaitility.await()
          .atMost(SOON)
          .until(() -> cluster.observer().status(heir).filter(NodeStatus::primary).isPresent());
      assertThat(cluster.healAll().facts().get("struck").toString()).contains("leads");
      asking.close();
    }
  }

  @Test
  void aPlantedBugIsRefusedByNodesWhoseRunDidNotAskForIt() {
    assertThatThrownBy(() -> deploy(List.of("no-dedup")).close())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("--mutant no-dedup plants a bug: it needs --manifest");
  }

  private static void crashAtAPoint(Cluster cluster, Asking asking) {
    Capabilities can = cluster.capabilities();
    Effect armed = can.crashPoints().orElseThrow().arm(Set.of(N2), "log.after-append", 2, false);
    assertThat(armed.proven()).isFalse();
    Awaitility.await()
        .atMost(SOON)
        .until(
            () -> {
              asking.once();
              return cluster.observer().status(N2).isEmpty();
            });
    Effect struck = can.crashPoints().orElseThrow().disarm();
    assertThat(struck.proven()).isTrue();
    assertThat(struck.facts().toString()).contains("log.after-append-before-sync");
    assertThat(can.processes().orElseThrow().start(Set.of(N2)).proven()).isTrue();
  }

  /** A node whose disk is full stops before it acknowledges anything more. */
  private static void fillADisk(Cluster cluster, Asking asking) {
    Disks disks = cluster.capabilities().disks().orElseThrow();
    assertThat(disks.fill(Set.of(N3), 0).proven()).isFalse();
    Awaitility.await()
        .atMost(SOON)
        .until(
            () -> {
              asking.once();
              return cluster.observer().status(N3).isEmpty();
            });
    assertThat(disks.heal().facts().toString()).contains("n3", "at least 1");
    assertThat(cluster.capabilities().processes().orElseThrow().start(Set.of(N3)).proven())
        .isTrue();
    assertThat(disks.slow(Set.of(N3), Duration.ofMillis(20)).proven()).isFalse();
    asking.untilAnswered();
  }

  private static void rot(Capabilities can) {
    can.processes().orElseThrow().kill(Set.of(N3));
    Effect rotten = can.contents().orElseThrow().damage(Set.of(N3), Damage.ROT, "log-");
    assertThat(rotten.facts().toString()).contains("log-", "from byte");
    Effect refused = can.processes().orElseThrow().start(Set.of(N3));
    assertThat(refused.proven()).isFalse();
    assertThat(refused.facts().toString()).contains("log-");
    can.contents().orElseThrow().repair();
    assertThat(can.processes().orElseThrow().start(Set.of(N3)).proven()).isTrue();
  }

  private static LinkShape slow() {
    return new LinkShape(30, 10, 0, 0, 0, 0, 64_000);
  }

  private static LinkShape lossy() {
    return new LinkShape(0, 0, 100, 0, 0, 0, 0);
  }

  private List<String> notes(Cluster cluster, NodeId node) throws IOException {
    Path exported = Files.createDirectories(folder.resolve("exported"));
    assertThat(cluster.observer().export(node, exported)).isTrue();
    return Files.readAllLines(exported.resolve("events.jsonl"));
  }

  private Cluster deploy(List<String> mutants) {
    SystemUnderTest system = new OnClassPath(new LedgerSystem(folder, new LedgerSimulation()));
    ProcessOptions usual = ProcessOptions.defaults();
    return new ProcessEnvironment(
            new ProcessOptions(
                usual.javaExecutable(), folder, usual.toxiproxy(), usual.startBound()))
        .deploy(new ClusterPlan(system, NODES, mutants, folder.resolve("run"), new Seed(1)));
  }

  /** The ledger from this test's class path, with no jars of its own. */
  private record OnClassPath(LedgerSystem below) implements SystemUnderTest {
    @Override
    public String name() {
      return below.name();
    }

    @Override
    public List<Path> libraries() {
      return List.of();
    }

    @Override
    public Secrets secrets(List<NodeId> nodes) {
      return below.secrets(nodes);
    }

    @Override
    public LaunchPlan launch(NodeLayout layout) {
      LaunchPlan plan = below.launch(layout);
      List<String> command = new ArrayList<>(plan.command());
      String here =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      command.set(command.indexOf("-cp") + 1, here);
      return new LaunchPlan(command, plan.environment());
    }

    @Override
    public Observer observe(Map<NodeId, Reach> nodes) {
      return below.observe(nodes);
    }

    @Override
    public Optional<Administrator> administer(Map<NodeId, Reach> nodes) {
      return below.administer(nodes);
    }

    @Override
    public Optional<SimulatedSystem> simulated() {
      return below.simulated();
    }

    @Override
    public Map<String, String> mutants() {
      return below.mutants();
    }
  }
}
