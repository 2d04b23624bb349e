package dev.assay.cli;

import dev.assay.checkers.result.Results;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.run.JournalFile;
import dev.assay.harness.run.Run;
import dev.assay.harness.run.RunEnd;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.run.RunTiming;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.history.file.HistoryWriter;
import dev.assay.history.run.RunDirectory;
import dev.assay.nemesis.schedule.ScheduleFile;
import dev.assay.reports.HtmlReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** One run from its plan to its report: executed, decided from what was recorded, written down. */
final class Verification {
  private final Catalog catalog;
  private final Environment environment;
  private final RunRequest request;

  Verification(Catalog catalog, Environment environment, RunRequest request) {
    this.catalog = catalog;
    this.environment = environment;
    this.request = request;
  }

  /** What a run came to. */
  record Outcome(RunDirectory directory, Results results, RunEnd end, List<String> repeat) {}

  /**
   * Runs on the calling thread; interrupting it ends the run early and cleanly.
   *
   * @param runs where the run directory goes
   * @param audience told what happens meanwhile
   */
  Outcome run(Seed seed, Path runs, Audience audience) {
    FaultPlan faults = Faults.plan(request, seed);
    RunManifest manifest = new RunManifest(environment.name(), request, seed);
    Instant started = Instant.now();
    RunDirectory directory = RunDirectory.create(runs, manifest.name(), started, seed);
    manifest.of(started).write(directory.manifestFile());
    RunEnd end = execute(directory, plan(directory, seed, faults), audience);
    Decision decision = Decision.of(directory, end);
    decision.history().ifPresent(history -> ScheduleFile.write(directory.scheduleFile(), history));
    Results results = decision.results();
    results.write(directory.resultsFile());
    HtmlReport.write(directory);
    return new Outcome(directory, results, end, manifest.repeatCommand());
  }

  private RunPlan plan(RunDirectory directory, Seed seed, FaultPlan faults) {
    return new RunPlan(
        new ClusterPlan(
            catalog.system("ledger"), request.nodes(), request.mutants(), directory.path(), seed),
        catalog.workload("transfer"),
        faults,
        request.load(),
        RunTiming.of(request.timeLimit()));
  }

  private RunEnd execute(RunDirectory directory, RunPlan plan, Audience audience) {
    OriginJournal journal;
    RunEnd end;
    try (HistoryWriter history = HistoryWriter.writingThrough(directory.historyFile());
        JournalFile events = new JournalFile(directory.eventsFile())) {
      journal = new OriginJournal(events, audience::ready);
      Run run = new Run(plan, environment, history::append, journal);
      ProgressLine line = audience.watch(run::progress);
      try {
        end = run.execute(cluster -> audience.beforeClose(cluster, directory));
      } finally {
        line.close();
      }
    }
    boolean virtual = environment.name().equals("sim");
    EventsMerge.into(
        directory,
        request.nodes().stream().map(NodeId::name).toList(),
        virtual ? 0 : journal.originNanos());
    return end;
  }
}
