package dev.assay.harness.system;

import java.util.List;

/** A system that can be hosted in the simulator: the same node code over simulated ports. */
public interface SimulatedSystem {
  /**
   * The program that the node's host boots, and boots again after each crash. What it boots is a
   * {@link SimulatedNode}.
   *
   * @param node which one
   * @param nodes the whole cluster, in order
   * @param mutants planted bugs to switch on, by name
   */
  SimulatedProgram program(NodeId node, List<NodeId> nodes, List<String> mutants);
}
