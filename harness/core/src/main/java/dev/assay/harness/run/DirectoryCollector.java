package dev.assay.harness.run;

import dev.assay.harness.environment.Cluster;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings each node's exports and logs into the run directory. */
final class DirectoryCollector implements Collector {
  private final RunDirectory directory;
  private final Journal journal;

  DirectoryCollector(RunDirectory directory, Journal journal) {
    this.directory = directory;
    this.journal = journal;
  }

  @Override
  public void collect(Cluster cluster, RunEnd end) {
    for (NodeId node : cluster.nodes()) {
      // Someone who interrupts a run does not want to wait for every node's chain.
      boolean exported =
          !(end instanceof RunEnd.Interrupted)
              && cluster.observer().export(node, created(directory.nodeFolder(node.name())));
      journal.note(
          cluster.driver().nowNanos(),
          node.name(),
          "export",
          Value.fields("done", Value.of(exported)));
    }
    cluster.collect();
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("folder " + folder + " can't be made", e);
    }
  }
}
