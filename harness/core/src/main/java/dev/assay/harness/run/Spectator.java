package dev.assay.harness.run;

import dev.assay.harness.environment.Cluster;
import dev.assay.history.run.RunDirectory;
import java.time.Duration;
import java.util.function.Supplier;

/** Who is told what a run does while it does it; called by the run's thread. */
public interface Spectator {
  /** Tells nobody. */
  Spectator NOBODY = new Spectator() {};

  /** The run begins; how far it is may be asked at any time, from any thread. */
  default void began(Supplier<Progress> progress) {}

  /** Every node is there, after so long. */
  default void ready(Duration after) {}

  /**
   * Everything was asked and collected. The nodes still run until this returns; it may block, and
   * interrupting the run's thread has to end it.
   */
  default void beforeClose(Cluster cluster, RunDirectory directory) {}

  /** The run is over, whatever became of it. */
  default void ended() {}
}
