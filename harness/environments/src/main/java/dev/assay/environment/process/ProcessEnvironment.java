package dev.assay.environment.process;

import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Environment;

/**
 * Nodes as local processes, in real time. Before it starts anything it ends what a harness of this
 * user left behind that was killed.
 */
public final class ProcessEnvironment implements Environment {
  private final ProcessOptions options;

  public ProcessEnvironment(ProcessOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public Cluster deploy(ClusterPlan plan) {
    Reaper.reap(options);
    ClusterParts parts = ClusterParts.prepare(plan, options);
    ProcessCluster cluster;
    try {
      cluster =
          new ProcessCluster(
              parts, Watchers.of(plan.system(), parts), options.startBound(), plan.seed());
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
    try {
      cluster.startAll();
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }
}
