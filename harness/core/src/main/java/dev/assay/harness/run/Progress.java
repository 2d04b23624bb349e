package dev.assay.harness.run;

import dev.assay.harness.system.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is, for people who watch it.
 *
 * @param phase deploy, setup, calibration, main, heal, settle, closing, collect or end
 * @param elapsedNanos since the run's start
 * @param counts operations of clients so far
 * @param faults that were injected and not yet recovered from, by name
 * @param primary the node that last said that it leads
 */
public record Progress(
    String phase, long elapsedNanos, Counts counts, List<String> faults, Optional<NodeId> primary) {
  public Progress {
    faults = List.copyOf(faults);
  }

  /** Completed operations of clients, by outcome, and those under way. */
  public record Counts(long ok, long failed, long unknown, long underWay) {}
}
