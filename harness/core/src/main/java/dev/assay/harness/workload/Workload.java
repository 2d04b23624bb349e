package dev.assay.harness.workload;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.history.ProcessId;
import dev.assay.history.run.Manifest;
import java.util.List;
import java.util.Map;

/**
 * One kind of promise put under load: the operations of each phase of a run, and the client that
 * does them. Generators are asked for clients only, never for the nemesis; the run adds rate and
 * time limits, and stops waiting when a phase's bound has passed.
 */
public interface Workload {
  String name();

  /** What checkers have to know of this workload beside the history. */
  default Manifest.Expectations expectations() {
    return new Manifest.Expectations(Map.of(), Manifest.Floors.DEFAULT);
  }

  /**
   * Operations that must have happened before the load begins. Each is invoked again, unchanged,
   * until it is ok.
   */
  List<Invocation> setup(WorkloadPlan plan);

  /** The load: without an end, and without a rate of its own. */
  Generator load(WorkloadPlan plan);

  /** What is asked once every fault is healed: audits of each node, last reads. Ends by itself. */
  Generator closing(WorkloadPlan plan);

  /**
   * Opens the client of a process that appears for the first time.
   *
   * @param nodes how each node is reached, in the cluster's order
   */
  Client open(ProcessId process, Map<NodeId, Reach> nodes);
}
