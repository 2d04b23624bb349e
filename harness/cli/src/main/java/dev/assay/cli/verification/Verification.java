package dev.assay.cli.verification;

import dev.assay.checkers.result.Results;
import dev.assay.cli.sabotage.Sabotage;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.run.RecordedRun;
import dev.assay.harness.run.RunEnd;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.run.Spectator;
import dev.assay.history.History;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import dev.assay.nemesis.schedule.ScheduleFile;
import dev.assay.reports.HtmlReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One run from its plan to its report: executed, decided from what was recorded, written down. */
public final class Verification {
  private final Environment environment;
  private final RunPlan plan;
  private final Commission commission;

  public Verification(Environment environment, RunPlan plan, Commission commission) {
    this.environment = environment;
    this.plan = plan;
    this.commission = commission;
  }

  /** What a run came to. */
  public record Outcome(RunDirectory directory, Results results, RunEnd end) {}

  /**
   * Runs on the calling thread; interrupting it ends the run early and cleanly.
   *
   * @param runs where the run directory goes
   */
  public Outcome run(Path runs, Spectator spectator) {
    Instant started = Instant.now();
    RunDirectory directory =
        RunDirectory.create(runs, commission.name(plan), started, plan.cluster().seed());
    Manifest manifest = commission.manifest(plan, started);
    manifest.write(directory.manifestFile());
    Sabotage sabotage = Sabotage.of(manifest);
    RunEnd end =
        new RecordedRun(
                sabotage.plan(plan.in(directory.path())),
                sabotage.environment(environment),
                sabotage::history)
            .execute(spectator);
    Decision decision = Decision.of(directory, end);
    decision.history().ifPresent(history -> ScheduleFile.write(directory.scheduleFile(), history));
    // The verdict is safe before anybody tries to make it look well.
    decision.results().write(directory.resultsFile());
    Results results = reported(directory, manifest, decision, sabotage);
    return new Outcome(directory, results, end);
  }

  private static Results reported(
      RunDirectory directory, Manifest manifest, Decision decision, Sabotage sabotage) {
    Optional<String> trouble =
        new Reporting(sabotage.renderer(HtmlReport::page))
            .write(
                directory,
                manifest,
                decision.results(),
                decision.history().orElseGet(() -> History.of(List.of())));
    if (trouble.isEmpty()) {
      return decision.results();
    }
    Results results = Decision.broken(decision.results(), trouble.get());
    results.write(directory.resultsFile());
    return results;
  }
}
