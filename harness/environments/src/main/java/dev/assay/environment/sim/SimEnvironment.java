package dev.assay.environment.sim;

import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.history.Seed;
import dev.assay.simulator.Conditions;
import dev.assay.simulator.Machine;
import dev.assay.simulator.Route;
import dev.assay.simulator.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hosts nodes in a simulated world. Links between nodes are rough (a few messages late, lost,
 * doubled or out of order); those to clients are calm, so that what a client misses is due to an
 * injected fault.
 */
public final class SimEnvironment implements Environment {
  private static final long READY_NANOS_MAX = 30_000_000_000L;

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public Cluster deploy(ClusterPlan plan) {
    SimulatedSystem system =
        plan.system()
            .simulated()
            .orElseThrow(
                () ->
                    new EnvironmentException(
                        "system %s runs for real only: choose another environment than sim"
                            .formatted(plan.system().name())));
    Seed seed = plan.seed().fork("sim");
    World world = new World(seed.value());
    Map<NodeId, Machine> machines = new LinkedHashMap<>();
    for (NodeId node : plan.nodes()) {
      machines.put(
          node, world.machine(node.name(), system.program(node, plan.nodes(), plan.mutants())));
    }
    roughen(world, plan.nodes());
    machines.values().forEach(Machine::start);
    SimCluster cluster = new SimCluster(world, machines, plan.runDirectory());
    awaitReady(world, cluster);
    return cluster;
  }

  private static void roughen(World world, List<NodeId> nodes) {
    for (NodeId from : nodes) {
      for (NodeId to : nodes) {
        if (!from.equals(to)) {
          world.network().shape(new Route(from.name(), to.name()), Conditions.rough());
        }
      }
    }
  }

  private static void awaitReady(World world, SimCluster cluster) {
    boolean ready =
        world.runUntil(world.nowNanos() + READY_NANOS_MAX, () -> cluster.silentNodes().isEmpty());
    if (!ready) {
      throw new EnvironmentException(
          "not ready within %d virtual seconds: %s"
              .formatted(
                  READY_NANOS_MAX / 1_000_000_000L, cluster.describe(cluster.silentNodes())));
    }
  }
}
