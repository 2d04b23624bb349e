package dev.assay.harness.run;

import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.workload.Workload;
import java.nio.file.Path;

/**
 * Everything that decides what happens in a run. Its seed is the cluster plan's; workload, faults
 * and environment fork it by name.
 */
public record RunPlan(
    ClusterPlan cluster, Workload workload, FaultPlan faults, Load load, RunTiming timing) {

  /** The same run, with its files in this folder. */
  public RunPlan in(Path runDirectory) {
    ClusterPlan there =
        new ClusterPlan(
            cluster.system(), cluster.nodes(), cluster.mutants(), runDirectory, cluster.seed());
    return new RunPlan(there, workload, faults, load, timing);
  }
}
