package dev.assay.junit;

import dev.assay.harness.environment.Environment;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SystemUnderTest;
import java.util.List;

/**
 * What is verified, and where it runs.
 *
 * @param nodes the cluster, in order
 * @param mutants planted bugs to switch on, by name
 */
public record Subject(
    Environment environment, SystemUnderTest system, List<NodeId> nodes, List<String> mutants) {
  public Subject {
    nodes = List.copyOf(nodes);
    mutants = List.copyOf(mutants);
  }
}
