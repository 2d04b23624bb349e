package dev.assay.environment.sim;

import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.SimulatedNode;
import dev.assay.simulator.Machine;
import dev.assay.simulator.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Asks the running programs directly; a machine that is down or paused does not answer. */
final class SimObserver implements Observer {
  private final Map<NodeId, Machine> machines;

  SimObserver(Map<NodeId, Machine> machines) {
    this.machines = machines;
  }

  @Override
  public Optional<NodeStatus> status(NodeId node) {
    return answering(node).map(SimulatedNode::status);
  }

  @Override
  public boolean export(NodeId node, Path folder) {
    Optional<SimulatedNode> answering = answering(node);
    if (answering.isEmpty()) {
      return false;
    }
    try {
      Files.createDirectories(folder);
      answering.get().export(folder);
      return true;
    } catch (IOException e) {
      throw new EnvironmentException("node %s could not export to %s".formatted(node, folder), e);
    }
  }

  @Override
  public void close() {}

  Optional<SimulatedNode> answering(NodeId node) {
    Machine machine = machines.get(node);
    if (machine == null || machine.state() != Machine.State.UP) {
      return Optional.empty();
    }
    return machine.instance().map(instance -> simulated(node, instance));
  }

  private static SimulatedNode simulated(NodeId node, Program.Instance instance) {
    if (instance instanceof SimulatedNode simulated) {
      return simulated;
    }
    throw new EnvironmentException(
        "node %s boots a %s, which can't be asked for its status: it is no SimulatedNode"
            .formatted(node, instance.getClass().getName()));
  }
}
