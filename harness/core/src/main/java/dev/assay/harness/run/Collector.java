package dev.assay.harness.run;

import dev.assay.harness.environment.Cluster;

/** Takes what is to be kept of the nodes, after everything was asked and before they are closed. */
public interface Collector {
  /**
   * Called once, by the run's thread, however the run ended.
   *
   * @param end as it is known by then; someone who interrupts a run does not want to wait for much
   */
  void collect(Cluster cluster, RunEnd end);
}
