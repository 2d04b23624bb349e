package dev.assay.cli;

import dev.assay.harness.environment.Cluster;
import dev.assay.harness.run.Progress;
import dev.assay.history.run.RunDirectory;
import java.time.Duration;
import java.util.function.Supplier;

/** Who is told what a run does while it does it. */
interface Audience {
  /** Starts showing the progress; what is returned is closed when the run ends. */
  ProgressLine watch(Supplier<Progress> progress);

  /** Every node is there, after so long. */
  void ready(Duration after);

  /** Everything was asked and collected; the nodes still run until this returns. */
  void beforeClose(Cluster cluster, RunDirectory directory);
}
