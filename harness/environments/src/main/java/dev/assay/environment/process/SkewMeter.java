package dev.assay.environment.process;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import java.util.Optional;

/** Compares the wall clock that a node reports with the host's. */
final class SkewMeter {
  private final Observer observer;

  SkewMeter(Observer observer) {
    this.observer = observer;
  }

  /**
   * One measurement.
   *
   * @param millis the node's clock less the host's
   * @param uncertaintyMillis how far that may be wrong: half of the time that the question took
   * @param atNanos when, in the middle of the question
   */
  record Reading(long millis, long uncertaintyMillis, long atNanos) {}

  /** Empty when the node does not answer. */
  Optional<Reading> read(NodeId node) {
    long startNanos = System.nanoTime();
    long startMillis = System.currentTimeMillis();
    Optional<NodeStatus> status = observer.status(node);
    long tookNanos = System.nanoTime() - startNanos;
    return status.map(
        it ->
            new Reading(
                it.wallMillis() - startMillis - tookNanos / 2_000_000,
                tookNanos / 2_000_000 + 1,
                startNanos + tookNanos / 2));
  }
}
