package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;
import java.util.Set;

/**
 * Control of the nodes' operating system processes. Total and idempotent: a node that is already in
 * the wanted state stays in it. An {@link EnvironmentException} means that the state is not known.
 */
public interface Processes {
  /** Ends the nodes at once, without a chance to clean up; what the disk holds stays. */
  Effect kill(Set<NodeId> nodes);

  /** Starts nodes that are down, on the disk they had; returns when each answers. */
  Effect start(Set<NodeId> nodes);

  Effect pause(Set<NodeId> nodes);

  Effect resume(Set<NodeId> nodes);

  /**
   * Ends the nodes at once and loses every write that was not made durable, as a power failure
   * does. Not every environment can; one that can't throws {@link UnsupportedOperationException}
   * and says so in {@link #losesUnsyncedWrites}.
   */
  Effect powerFail(Set<NodeId> nodes);

  boolean losesUnsyncedWrites();
}
