package dev.assay.cli;

import dev.assay.cli.verification.Decision;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.run.Progress;
import dev.assay.harness.run.RunEnd;
import dev.assay.harness.run.Spectator;
import dev.assay.harness.system.Reach;
import dev.assay.history.run.RunDirectory;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Someone in front of a terminal, or of a log. */
final class Terminal implements Spectator {
  private final RunOptions options;
  private final PrintStream talk;
  private ProgressLine line = ProgressLine.silent();

  Terminal(RunOptions options, PrintStream talk) {
    this.options = options;
    this.talk = talk;
  }

  @Override
  public void began(Supplier<Progress> progress) {
    if (options.progress.orElseGet(Terminal::isThere)) {
      line.close();
      line = ProgressLine.showing(progress, talk);
    }
  }

  @Override
  public void ready(Duration after) {
    talk.println(
        "nodes: %d ready after %d.%d s"
            .formatted(options.nodes, after.toSeconds(), after.toMillisPart() / 100));
  }

  /** Keeps the nodes running after the verdict until someone has seen enough. */
  @Override
  public void beforeClose(Cluster cluster, RunDirectory directory) {
    if (!options.keepRunning) {
      return;
    }
    VerdictLines.print(Decision.of(directory, new RunEnd.Completed()).results(), talk);
    cluster
        .nodes()
        .forEach(
            node -> {
              if (cluster.reach(node) instanceof Reach.Socket socket) {
                talk.println("  " + node + " listens on " + socket.address());
              }
            });
    talk.println("the nodes keep running: Ctrl-C ends them");
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      talk.println("ending them");
    }
  }

  @Override
  public void ended() {
    line.close();
  }

  private static boolean isThere() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
