package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;
import java.util.Set;

/** What disks hold, changed behind the nodes' backs. */
public interface DiskContents {
  /**
   * Damages one file of each node, in a way that a node can notice: never what was last made
   * durable in a log, for that can't be told from the trace of a crash.
   *
   * @param files regular expression to be found in the file's name
   * @throws NotPossibleException when a node has no such file that could be damaged so
   */
  Effect damage(Set<NodeId> nodes, Damage damage, String files);

  /** Whether {@link Damage#ALTER} is possible: somebody here knows what the files mean. */
  default boolean alters() {
    return false;
  }

  /** Everything damaged is as it was, as from a copy, where nothing was written over it since. */
  Effect repair();

  /** Ends the nodes, and leaves nothing on their disks. */
  Effect wipe(Set<NodeId> nodes);

  /** Remembers what all disks hold now, in place of what was remembered before. */
  Effect copy();

  /**
   * Ends every node, and gives each disk what was remembered.
   *
   * @throws NotPossibleException when nothing was
   */
  Effect rollBack();
}
