package dev.assay.harness.system;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks at nodes from outside of the workload: who leads, how far they are, what their disks hold.
 * In real environments a call blocks for at most a second and may come from any thread; in the
 * simulator it takes no time. A node that does not answer is {@link Optional#empty}.
 */
public interface Observer extends AutoCloseable {
  Optional<NodeStatus> status(NodeId node);

  /**
   * Writes what the node can tell at the end of a run (its chain, its events) into the folder.
   *
   * @return false when the node did not answer within a bound of 30 s
   */
  boolean export(NodeId node, Path folder);

  @Override
  void close();
}
