package dev.assay.environment.sim;

import dev.assay.harness.system.NodeId;
import dev.assay.simulator.Machine;
import java.util.Map;
import java.util.Set;

/** The nodes' machines, in the order of the nodes. */
record Machines(Map<NodeId, Machine> byNode) {
  Machine of(NodeId node) {
    Machine machine = byNode.get(node);
    if (machine == null) {
      throw new IllegalArgumentException("node " + node + " is none of " + byNode.keySet());
    }
    return machine;
  }

  Set<NodeId> nodes() {
    return byNode.keySet();
  }
}
