package dev.assay.environment.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.ClientLinks;
import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskContents;
import dev.assay.harness.environment.DiskOperation;
import dev.assay.harness.environment.Disks;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.LinkShape;
import dev.assay.harness.environment.LinkShapes;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.simulator.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault takes hold, says so, and is gone after it was healed. */
final class SimFaultsTest {
  private static final NodeId N1 = NodeId.of(1);
  private static final NodeId N2 = NodeId.of(2);
  private static final Set<NodeId> ONE = Set.of(N1);

  private final SimCluster cluster =
      new SimEnvironment()
          .deploy(
              new ClusterPlan(
                  new TallySystem(true),
                  List.of(N1, N2),
                  List.of(),
                  ClusterPlan.IN_MEMORY,
                  new Seed(1)));

  private final Capabilities offered = cluster.capabilities();
  private final Processes processes = offered.processes().orElseThrow();
  private final Disks disks = offered.disks().orElseThrow();
  private final DiskContents contents = offered.contents().orElseThrow();
  private final ClientLinks clientLinks = offered.clientLinks().orElseThrow();
  private final LinkShapes shapes = offered.shapes().orElseThrow();
  private final Clocks clocks = offered.clocks().orElseThrow();
  private final Endpoint client = cluster.world().attach();
  private final List<String> answers = new ArrayList<>();

  SimFaultsTest() {
    client.onReceive((from, _) -> answers.add(from));
  }

  private void tell(NodeId node, String text) {
    client.send(node.name(), TallySystem.payload(text));
    cluster.world().runFor(Duration.ofMillis(300).toNanos());
  }

  private long tally(NodeId node) {
    return cluster.observer().status(node).map(NodeStatus::applied).orElseThrow();
  }

  private boolean isUp(NodeId node) {
    return cluster.observer().status(node).isPresent();
  }

  private void struck(Effect healed) {
    assertThat(healed.facts().get("struck"))
        .hasValueSatisfying(struck -> assertThat(((Value.Fields) struck).get("n1")).isPresent());
    assertThat(processes.start(ONE).proven()).isTrue();
  }

  @Test
  void aFullDiskStopsWhoWritesAndStrikesOnlyThen() {
    assertThat(disks.fill(ONE, 0).facts().get("armed")).contains(Value.of(true));
    assertThat(isUp(N1)).isTrue();
    tell(N1, "add");
    assertThat(isUp(N1)).isFalse();
    struck(disks.heal());
    tell(N1, "add");
    assertThat(tally(N1)).isEqualTo(1);
  }

  @Test
  void aDiskThatNobodyUsedHasNotStruck() {
    disks.fill(ONE, 0);
    assertThat(disks.heal().facts().get("struck")).contains(Value.fields());
  }

  @Test
  void aReadOnlyDiskTakesNothing() {
    disks.makeReadOnly(ONE);
    tell(N1, "add");
    assertThat(isUp(N1)).isFalse();
    struck(disks.heal());
  }

  @Test
  void aFailingSyncStopsWhoNeedsIt() {
    tell(N1, "add");
    disks.fail(ONE, DiskOperation.SYNC, "", 1000);
    tell(N1, "sync");
    assertThat(isUp(N1)).isFalse();
    struck(disks.heal());
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void damageIsProvenAndRepaired(Damage damage) {
    for (int i = 0; i < 200; i++) {
      client.send("n1", TallySystem.payload("add"));
    }
    tell(N1, "sync");
    tell(N1, "add");
    tell(N1, "sync");
    processes.kill(ONE);
    if (damage == Damage.MISPLACE || damage == Damage.ALTER) {
      // All bytes are alike: there is no piece that would be wrong elsewhere. And nobody knows
      // what they mean.
      assertThatThrownBy(() -> contents.damage(ONE, damage, ""))
          .isInstanceOf(NotPossibleException.class);
      return;
    }
    Effect damaged = contents.damage(ONE, damage, "");
    assertThat(damaged.proven()).isTrue();
    contents.repair();
    processes.start(ONE);
    assertThat(tally(N1)).isEqualTo(201);
  }

  @Test
  void filesOfANodeThatRunsAreNotCutOff() {
    tell(N1, "add");
    assertThatThrownBy(() -> contents.damage(ONE, Damage.TRUNCATE, ""))
        .isInstanceOf(NotPossibleException.class)
        .hasMessageContaining("n1 runs");
  }

  @Test
  void aWipedDiskIsEmpty() {
    tell(N1, "add");
    assertThat(contents.wipe(ONE).proven()).isTrue();
    processes.start(ONE);
    assertThat(tally(N1)).isZero();
  }

  @Test
  void aDiskIsRolledBackToWhatASyncHadCoveredWhenItWasCopied() {
    assertThatThrownBy(contents::rollBack).isInstanceOf(NotPossibleException.class);
    tell(N1, "add");
    tell(N1, "sync");
    contents.copy();
    tell(N1, "add");
    tell(N1, "sync");
    contents.rollBack();
    processes.start(ONE);
    assertThat(tally(N1)).isEqualTo(1);
  }

  @Test
  void whatANodeAnswersIsLostThoughItHeard() {
    assertThat(clientLinks.cut(ONE, ClientCutKind.ANSWERS).proven()).isTrue();
    tell(N1, "add");
    tell(N1, "?");
    assertThat(tally(N1)).isEqualTo(1);
    assertThat(answers).isEmpty();
    assertThat(clientLinks.cut(Set.of(), ClientCutKind.BOTH).proven()).isTrue();
    tell(N1, "?");
    assertThat(answers).containsExactly("n1");
  }

  @Test
  void whatClientsAskIsLostAndNodesStillHearEachOther() {
    assertThat(clientLinks.cut(ONE, ClientCutKind.REQUESTS).proven()).isTrue();
    tell(N1, "add");
    tell(N2, "add");
    assertThat(tally(N1)).isEqualTo(1);
    assertThat(tally(N2)).isEqualTo(1);
  }

  @Test
  void aShapedLinkLosesAndASlowOneIsLate() {
    Set<Edge> edge = Set.of(new Edge(N1, N2));
    assertThat(shapes.shape(edge, new LinkShape(0, 0, 1000, 0, 0, 0, 0)).proven()).isTrue();
    tell(N1, "add");
    assertThat(tally(N2)).isZero();
    assertThat(shapes.shape(edge, new LinkShape(1_000, 0, 0, 0, 0, 0, 0)).proven()).isTrue();
    tell(N1, "add");
    assertThat(tally(N2)).isZero();
    cluster.world().runFor(Duration.ofSeconds(1).toNanos());
    assertThat(tally(N2)).isEqualTo(1);
    shapes.reset();
    tell(N1, "add");
    assertThat(tally(N2)).isEqualTo(2);
  }

  @Test
  void oldMessagesComeAgain() {
    shapes.shape(Set.of(new Edge(N1, N2)), new LinkShape(0, 0, 0, 0, 0, 1000, 0));
    tell(N1, "add");
    cluster.world().runFor(Duration.ofSeconds(5).toNanos());
    assertThat(tally(N1)).isEqualTo(1);
    assertThat(tally(N2)).isEqualTo(2);
  }

  @Test
  void clocksStrobeAndRun() {
    assertThat(clocks.strobe(N1, Duration.ofSeconds(-4), Duration.ofMillis(100)).proven()).isTrue();
    assertThat(clocks.rate(N2, 240).proven()).isTrue();
    assertThat(clocks.reset().proven()).isTrue();
  }

  @Test
  void healAllEndsWhateverWasDone() {
    disks.fill(ONE, 0);
    tell(N1, "add");
    clientLinks.cut(Set.of(N1, N2), ClientCutKind.BOTH);
    shapes.shape(Set.of(new Edge(N1, N2)), new LinkShape(0, 0, 1000, 0, 0, 0, 0));
    assertThat(cluster.healAll().proven()).isTrue();
    long before = tally(N2);
    tell(N1, "add");
    assertThat(tally(N2)).isEqualTo(before + 1);
  }
}
