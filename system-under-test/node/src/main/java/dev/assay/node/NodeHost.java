package dev.assay.node;

import dev.assay.raft.Draw;
import java.util.List;

/** Whoever owns the node's thread and its life. */
public interface NodeHost {
  /**
   * Runs the task on the owner's thread, later: never within this call, in the order of the calls,
   * and never loses one while the node lives. May be called from any thread. What is posted is
   * bounded by the writes under way.
   */
  void post(Runnable task);

  /** This node's own randomness; used on the owner's thread only. */
  Draw draw();

  /**
   * Told on the owner's thread of what is worth a line in a log; must not block or call the node.
   */
  void noted(NodeEvent event);

  /**
   * What earlier lives of this node noted, oldest first, as far as it was kept; their numbers mean
   * nothing. Asked once, before the node notes anything.
   */
  default List<NodeEvent> earlierNotes() {
    return List.of();
  }

  /**
   * Told once, on the owner's thread, that the node has given up: everything pending has been
   * answered, later requests are refused, and nothing is sent or stored any more. The host lets go
   * of it; a restart begins with a new node on the same disk.
   *
   * @param reason one line for people
   */
  void halted(String reason);
}
