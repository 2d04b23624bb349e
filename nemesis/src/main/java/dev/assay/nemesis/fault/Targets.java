package dev.assay.nemesis.fault;

import dev.assay.harness.system.NodeId;
import java.util.LinkedHashSet;
import java.util.List;

/** Which nodes a fault is for. */
public sealed interface Targets {
  /** The node that leads when the fault is injected. */
  record Leader() implements Targets {}

  /** The node that leads when the fault is injected, and these, it among them or not. */
  record LeaderWith(List<NodeId> with) implements Targets {
    public LeaderWith {
      with = List.copyOf(with);
    }
  }

  /**
   * The node that leads, once that is in a later epoch than when a leader was a target last, and
   * these, it among them or not.
   */
  record Successor(List<NodeId> with) implements Targets {
    public Successor {
      with = List.copyOf(with);
    }
  }

  /**
   * The follower that has executed most, or least, of those that answer when the fault is injected;
   * of equals the first.
   */
  record Follower(boolean mostAdvanced) implements Targets {}

  /** These nodes, whatever their role is by then; at least one, each once. */
  record Nodes(List<NodeId> nodes) implements Targets {
    public Nodes {
      nodes = List.copyOf(nodes);
      if (nodes.isEmpty() || new LinkedHashSet<>(nodes).size() != nodes.size()) {
        throw new IllegalArgumentException("targets " + nodes + " are none, or one of them twice");
      }
    }
  }
}
