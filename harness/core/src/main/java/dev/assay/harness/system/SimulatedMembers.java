package dev.assay.harness.system;

import java.util.Set;

/**
 * The members of a simulated system, as one node sees and changes them. What is asked for here
 * begins, and shows later or not at all.
 */
public interface SimulatedMembers {
  /** All nodes that belong to it, learners among them. */
  Set<NodeId> members();

  /** Whether a change is under way, or some member is not yet a full one. */
  boolean isChanging();

  void change(Set<NodeId> add, Set<NodeId> remove);

  /** Makes another node the primary. */
  void transfer(NodeId to);
}
