package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;
import java.time.Duration;
import java.util.Set;

/**
 * Disks that work badly. Most of it shows only when a node uses its disk: such effects are armed,
 * and {@link #heal} says on which nodes they struck.
 */
public interface Disks {
  /** There is room for so many bytes more. */
  Effect fill(Set<NodeId> nodes, long spareBytes);

  /** Whatever would change the disks fails. */
  Effect makeReadOnly(Set<NodeId> nodes);

  /**
   * Some operations fail.
   *
   * @param files regular expression to be found in the file's name
   */
  Effect fail(Set<NodeId> nodes, DiskOperation operation, String files, int perMille);

  /** Whether {@link DiskOperation#SHORT_READ} is possible here. */
  default boolean readsShort() {
    return false;
  }

  /** Syncs take so much longer; zero: none returns before {@link #heal}. */
  Effect slow(Set<NodeId> nodes, Duration extra);

  /** All disks work. What a node made of a failure stays: it may be down. */
  Effect heal();
}
