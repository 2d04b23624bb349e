package dev.assay.harness.run;

import dev.assay.harness.environment.Environment;
import dev.assay.harness.interpreter.Recorder;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.history.file.HistoryWriter;
import dev.assay.history.run.RunDirectory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A run whose record goes to its run directory: history and events while it happens, the nodes'
 * exports and logs at its end. The manifest is written before, by whoever starts it.
 */
public final class RecordedRun {
  private final RunPlan plan;
  private final Environment environment;
  private final RunDirectory directory;
  private final UnaryOperator<Recorder> listening;

  public RecordedRun(RunPlan plan, Environment environment) {
    this(plan, environment, UnaryOperator.identity());
  }

  /**
   * A run of which someone listens in.
   *
   * @param listening gets what writes the history, and gives what the run is to tell
   */
  public RecordedRun(RunPlan plan, Environment environment, UnaryOperator<Recorder> listening) {
    this.plan = plan;
    this.environment = environment;
    this.listening = listening;
    this.directory = new RunDirectory(plan.cluster().runDirectory());
  }

  /** Runs all of it on the calling thread, once; interrupting it ends the run early. */
  public RunEnd execute(Spectator spectator) {
    RunEnd end;
    long originNanos;
    try (HistoryWriter history = HistoryWriter.writingThrough(directory.historyFile());
        JournalFile events = new JournalFile(directory.eventsFile())) {
      Journal journal = telling(spectator, events);
      Run run =
          new Run(
              plan,
              environment,
              listening.apply(history::append),
              journal,
              new DirectoryCollector(directory, journal));
      spectator.began(run::progress);
      end = run.execute(cluster -> spectator.beforeClose(cluster, directory));
      originNanos = run.originNanos();
    } finally {
      spectator.ended();
    }
    EventsMerge.into(
        directory, plan.cluster().nodes().stream().map(NodeId::name).toList(), originNanos);
    return end;
  }

  /** A journal that also says when the first stage after the deployment begins. */
  private static Journal telling(Spectator spectator, Journal journal) {
    long beganNanos = System.nanoTime();
    return (nanos, source, event, facts) -> {
      journal.note(nanos, source, event, facts);
      if (event.equals("stage") && facts.get("stage").equals(Optional.of(Value.of("setup")))) {
        spectator.ready(Duration.ofNanos(System.nanoTime() - beganNanos));
      }
    };
  }
}
