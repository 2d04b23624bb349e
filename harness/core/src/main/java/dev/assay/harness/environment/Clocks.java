package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;
import java.time.Duration;

/** Control of single nodes' wall clocks; the host's clock is never touched. */
public interface Clocks {
  /** Sets the node's wall clock off by this much from now on, in place of any skew before. */
  Effect jump(NodeId node, Duration offset);

  /**
   * Lets the node's wall clock gain (or lose) time from its present offset on.
   *
   * @param perMille gain in thousandths: 50 makes it run 5 % fast; within -500..1000
   */
  Effect drift(NodeId node, int perMille);

  /** Gives every node the true time again. */
  Effect reset();
}
