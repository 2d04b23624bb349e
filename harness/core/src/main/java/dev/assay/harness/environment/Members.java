package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;
import java.util.Set;

/**
 * Who is a member of the cluster, changed through the system itself. A change takes its time: it is
 * proven when a later look shows it.
 */
public interface Members {
  /**
   * Asks the leader to go on without these nodes, in one change; returns when it has begun, or, in
   * real time, ended.
   *
   * @throws NotPossibleException when no leader took it
   */
  Effect remove(Set<NodeId> nodes);

  /** Asks the leader to hand over to this node. */
  Effect transfer(NodeId node);

  /** Asks the leader to make members of all nodes that are none; may be asked again. */
  Effect restore();

  /** The members, as the leader sees them; empty when nobody leads. */
  Set<NodeId> now();
}
