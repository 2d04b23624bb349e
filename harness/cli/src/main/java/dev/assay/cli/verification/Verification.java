package dev.assay.cli.verification;

import dev.assay.checkers.result.Results;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.run.RecordedRun;
import dev.assay.harness.run.RunEnd;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.run.Spectator;
import dev.assay.history.run.RunDirectory;
import dev.assay.nemesis.schedule.ScheduleFile;
import dev.assay.reports.HtmlReport;
import java.nio.file.Path;
import java.time.Instant;

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
    commission.manifest(plan, started).write(directory.manifestFile());
    RunEnd end = new RecordedRun(plan.in(directory.path()), environment).execute(spectator);
    Decision decision = Decision.of(directory, end);
    decision.history().ifPresent(history -> ScheduleFile.write(directory.scheduleFile(), history));
    decision.results().write(directory.resultsFile());
    HtmlReport.write(directory);
    return new Outcome(directory, decision.results(), end);
  }
}
