package dev.assay.workloads.simulated;

import dev.assay.node.Flow;
import dev.assay.node.SnapshotPolicy;
import dev.assay.node.storage.LogLimits;

/**
 * What the nodes of a simulated cluster are set to, all alike.
 *
 * @param pace how fast their surroundings are
 * @param snapshots when, as the node is told, a channel's state is stored and the log before it
 *     forgotten
 * @param log how large segments of the log become, and what is written ahead
 * @param flow how much of the ordering is sent at once
 * @param second whether there is another channel from the beginning, which is used beside the
 *     default one
 */
public record LedgerSettings(
    LedgerPace pace, SnapshotPolicy snapshots, LogLimits log, Flow flow, boolean second) {
  /** Segments so small that they change and are compacted in a short life. */
  public static final LogLimits SMALL_SEGMENTS = new LogLimits(128 << 10, 4 << 10);

  /** The usual pace, snapshots as seldom as in earnest. */
  public static final LedgerSettings USUAL =
      new LedgerSettings(
          LedgerPace.USUAL, SnapshotPolicy.STANDARD, SMALL_SEGMENTS, Flow.STANDARD, false);
}
