package dev.assay.harness.workload;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import java.util.List;

/**
 * What a workload may know of its run when it makes its generators.
 *
 * @param seed for every choice of the workload; drawn from by position
 * @param nodes the whole cluster, in order
 * @param concurrency number of clients that act at the same time
 */
public record WorkloadPlan(Seed seed, List<NodeId> nodes, int concurrency) {
  public WorkloadPlan {
    nodes = List.copyOf(nodes);
  }
}
