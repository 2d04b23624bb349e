package dev.assay.harness.system;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Changes the members of a system that runs for real, from outside of any workload. Any thread; no
 * call blocks for longer than a second.
 */
public interface Administrator extends AutoCloseable {
  /**
   * The members as one node knows them.
   *
   * @param nodes all that belong to the system, those that are just being taken in among them
   * @param changing whether a change is under way
   */
  record Roll(Set<NodeId> nodes, boolean changing) {
    public Roll {
      nodes = Set.copyOf(nodes);
    }
  }

  /** What became of a wish. */
  sealed interface Answer {
    /** It is so. */
    record Done() implements Answer {}

    /** Nothing was done, and nothing will be. */
    record Refused(String reason) implements Answer {}

    /** It may have been done, or may yet. */
    record Unknown(String reason) implements Answer {}
  }

  /** What this node knows; empty when it does not answer. */
  Optional<Roll> roll(NodeId node);

  /**
   * Asks this node, as the leader, for other members.
   *
   * @param bound after which nobody waits any more
   * @param answer called once, on any thread, soon after the bound at the latest
   */
  void change(
      NodeId leader, Set<NodeId> add, Set<NodeId> remove, Duration bound, Consumer<Answer> answer);

  /** Asks the leader to hand over to another node; as {@link #change}. */
  void transfer(NodeId leader, NodeId to, Duration bound, Consumer<Answer> answer);

  @Override
  void close();
}
