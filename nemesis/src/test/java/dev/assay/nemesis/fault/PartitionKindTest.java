package dev.assay.nemesis.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.harness.environment.Edge;
import dev.assay.harness.system.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionKindTest {
  private static final List<NodeId> THREE = nodes(3);

  @Test
  void isolatedNodesNeitherHearNorSpeak() {
    assertThat(edges(PartitionKind.ISOLATE, THREE, 1))
        .containsExactlyInAnyOrder("n1->n2", "n1->n3", "n2->n1", "n3->n1");
  }

  @Test
  void oneWayPartitionsCutOneDirection() {
    assertThat(edges(PartitionKind.INCOMING, THREE, 1))
        .containsExactlyInAnyOrder("n2->n1", "n3->n1");
    assertThat(edges(PartitionKind.OUTGOING, THREE, 1))
        .containsExactlyInAnyOrder("n1->n2", "n1->n3");
  }

  @Test
  void aBridgeIsReachedByBothHalves() {
    Set<String> cut = edges(PartitionKind.BRIDGE, nodes(5), 3);
    assertThat(cut).hasSize(8).noneMatch(edge -> edge.contains("n3")).contains("n1->n4", "n5->n2");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8, 9})
  void inARingEachNodeReachesAMajorityButNotAll(int size) {
    List<NodeId> nodes = nodes(size);
    Set<Edge> cut = PartitionKind.RING.edges(nodes, nodes);
    Set<Set<NodeId>> majorities = new HashSet<>();
    for (NodeId node : nodes) {
      Set<NodeId> reached = new HashSet<>(nodes);
      reached.removeIf(other -> !other.equals(node) && cut.contains(new Edge(node, other)));
      assertThat(reached.size()).isGreaterThan(size / 2).isLessThan(size);
      majorities.add(reached);
    }
    assertThat(majorities).hasSize(size);
    assertThat(cut).allMatch(edge -> cut.contains(new Edge(edge.to(), edge.from())));
  }

  @Test
  void whoeverIsCutOffFromNobodyCutsNothing() {
    assertThat(PartitionKind.ISOLATE.edges(THREE, THREE)).isEmpty();
  }

  private static Set<String> edges(PartitionKind kind, List<NodeId> nodes, int target) {
    Set<String> names = new HashSet<>();
    kind.edges(nodes, List.of(NodeId.of(target))).forEach(edge -> names.add(edge.toString()));
    return names;
  }

  private static List<NodeId> nodes(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(NodeId::of).toList();
  }
}
