package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SystemUnderTest;
import dev.assay.history.Seed;
import java.nio.file.Path;
import java.util.List;

/**
 * What to deploy.
 *
 * @param system the system under test
 * @param nodes its nodes, in order
 * @param mutants planted bugs to switch on in every node
 * @param runDirectory where {@code nodes/<id>/} of this run goes; {@link #IN_MEMORY} when nothing
 *     of it is to be kept, which only the simulator can do
 * @param seed for whatever the environment draws
 */
public record ClusterPlan(
    SystemUnderTest system,
    List<NodeId> nodes,
    List<String> mutants,
    Path runDirectory,
    Seed seed) {
  public static final Path IN_MEMORY = Path.of("");

  public ClusterPlan {
    nodes = List.copyOf(nodes);
    mutants = List.copyOf(mutants);
  }
}
