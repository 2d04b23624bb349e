package dev.assay.environment.sim;

import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SimulatedProgram;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.history.Seed;
import dev.assay.simulator.Machine;
import dev.assay.simulator.Network;
import dev.assay.simulator.Route;
import dev.assay.simulator.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hosts nodes in a simulated world. */
public final class SimEnvironment implements Environment {
  private static final long READY_NANOS_MAX = 30_000_000_000L;

  private final SimConditions conditions;

  /** Under the usual conditions. */
  public SimEnvironment() {
    this(SimConditions.USUAL);
  }

  public SimEnvironment(SimConditions conditions) {
    this.conditions = conditions;
  }

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public SimCluster deploy(ClusterPlan plan) {
    SimulatedSystem system =
        plan.system()
            .simulated()
            .orElseThrow(
                () ->
                    new EnvironmentException(
                        "system %s runs for real only: choose another environment than sim"
                            .formatted(plan.system().name())));
    Seed usual = plan.seed().fork("sim");
    long variation = conditions.variation();
    Seed seed = variation == 0 ? usual : new Seed(usual.fork("variation").draw(variation));
    World world = new World(seed.value(), conditions.limits());
    Map<NodeId, Machine> machines = new LinkedHashMap<>();
    Map<NodeId, SimulatedProgram> programs = new LinkedHashMap<>();
    for (NodeId node : plan.nodes()) {
      SimulatedProgram program = system.program(node, plan.nodes(), plan.mutants());
      programs.put(node, program);
      machines.put(node, world.machine(node.name(), program));
    }
    shape(world.network(), plan.nodes());
    machines.values().forEach(Machine::start);
    SimCluster cluster = new SimCluster(world, machines, programs, plan.runDirectory());
    awaitReady(world, cluster);
    return cluster;
  }

  private void shape(Network network, List<NodeId> nodes) {
    network.shape(conditions.clientLinks());
    for (NodeId from : nodes) {
      for (NodeId to : nodes) {
        if (!from.equals(to)) {
          network.shape(new Route(from.name(), to.name()), conditions.nodeLinks());
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
