package dev.assay.environment.process;

import dev.assay.harness.driver.RealTimeDriver;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.system.Observer;

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
      Observer observer = plan.system().observe(parts.reach());
      cluster =
          new ProcessCluster(
              parts,
              observer,
              new RealTimeDriver(RealTimeDriver.Bounds.DEFAULT),
              options.startBound());
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
    try {
      cluster.startAll();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }
}
