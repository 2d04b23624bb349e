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

  /** Whether {@link #strobe} and {@link #rate} work here. */
  default boolean strobesAndRates() {
    return false;
  }

  /**
   * Lets the node's wall clock jump to and fro: off by this much in every other half of the period.
   */
  default Effect strobe(NodeId node, Duration offset, Duration period) {
    throw new UnsupportedOperationException("this environment's clocks don't strobe");
  }

  /**
   * Lets the node's monotonic clock, and its timers that are set from now on, gain time.
   *
   * @param perMille gain in thousandths, within -500..1000
   */
  default Effect rate(NodeId node, int perMille) {
    throw new UnsupportedOperationException("this environment's monotonic clocks are true");
  }

  /** Whether {@link #ahead} works here. */
  default boolean showsWhatIsAhead() {
    return false;
  }

  /**
   * Sets the node's wall clock forward. Armed: {@link #reset} says on which nodes it struck, by how
   * far what the system has dated is ahead of every clock then.
   */
  default Effect ahead(NodeId node, Duration offset) {
    throw new UnsupportedOperationException("nobody here sees what the system dates");
  }

  /** Gives every node the true time again. */
  Effect reset();
}
