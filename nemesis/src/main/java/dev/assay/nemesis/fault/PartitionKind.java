package dev.assay.nemesis.fault;

import dev.assay.harness.environment.Edge;
import dev.assay.harness.system.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Which directed links between nodes a partition cuts, given its targets. */
public enum PartitionKind {
  /** The targets on one side, all others on the other; nothing passes. */
  ISOLATE {
    @Override
    Set<Edge> cut(List<NodeId> targets, List<NodeId> others) {
      Set<Edge> edges = new TreeSet<>(INCOMING.cut(targets, others));
      edges.addAll(OUTGOING.cut(targets, others));
      return edges;
    }
  },
  /** The targets can speak to the others but not hear them. */
  INCOMING {
    @Override
    Set<Edge> cut(List<NodeId> targets, List<NodeId> others) {
      return all(others, targets);
    }
  },
  /** The targets can hear the others but not speak to them. */
  OUTGOING {
    @Override
    Set<Edge> cut(List<NodeId> targets, List<NodeId> others) {
      return all(targets, others);
    }
  },
  /** Two halves of the others that only the targets connect. */
  BRIDGE {
    @Override
    Set<Edge> cut(List<NodeId> targets, List<NodeId> others) {
      int half = others.size() / 2;
      return ISOLATE.cut(others.subList(0, half), others.subList(half, others.size()));
    }
  },
  /**
   * All nodes in a ring, in the order of the targets: each has a majority within reach, no two the
   * same one.
   */
  RING {
    @Override
    Set<Edge> cut(List<NodeId> targets, List<NodeId> others) {
      List<NodeId> ring = new ArrayList<>(targets);
      ring.addAll(others);
      int size = ring.size();
      int reach = (size / 2 + 1) / 2;
      Set<Edge> edges = new TreeSet<>();
      for (int i = 0; i < size; i++) {
        for (int distance = reach + 1; distance < size - reach; distance++) {
          edges.add(new Edge(ring.get(i), ring.get((i + distance) % size)));
        }
      }
      return edges;
    }
  };

  /** The links to cut; none when the targets leave nobody to be cut off from. */
  public Set<Edge> edges(List<NodeId> nodes, List<NodeId> targets) {
    return cut(targets, nodes.stream().filter(node -> !targets.contains(node)).toList());
  }

  /** As it is written in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract Set<Edge> cut(List<NodeId> targets, List<NodeId> others);

  private static Set<Edge> all(List<NodeId> from, List<NodeId> to) {
    Set<Edge> edges = new TreeSet<>();
    for (NodeId a : from) {
      for (NodeId b : to) {
        edges.add(new Edge(a, b));
      }
    }
    return edges;
  }
}
