package dev.assay.harness.run;

import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.workload.Workload;

/**
 * Everything that decides what happens in a run. Its seed is the cluster plan's; workload, faults
 * and environment fork it by name.
 */
public record RunPlan(
    ClusterPlan cluster, Workload workload, FaultPlan faults, Load load, RunTiming timing) {}
