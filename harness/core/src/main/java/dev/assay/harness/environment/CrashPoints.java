package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;
import java.util.Set;

/** Crashes nodes at named points of their own code, instead of at any moment. */
public interface CrashPoints {
  /**
   * Each of these nodes crashes once, where it next passes a point whose name begins so.
   *
   * @param prefix empty for any point
   * @param passes so many such points are passed first
   * @param power whether unsynced writes are lost there; see {@link Processes#losesUnsyncedWrites}
   * @return not proven: nothing has happened yet
   */
  Effect arm(Set<NodeId> nodes, String prefix, int passes, boolean power);

  /**
   * No node crashes any more. Nodes that did are down: they are started by {@link Processes#start}.
   *
   * @return proven when a node has crashed where it was to; the facts say where
   */
  Effect disarm();
}
