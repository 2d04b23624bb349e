package dev.assay.cli.gate;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.verification.Commission;
import dev.assay.cli.verification.Verification;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.run.RunEnd;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.run.RunTiming;
import dev.assay.harness.run.Spectator;
import dev.assay.harness.system.SystemUnderTest;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** In real time, one cluster at a time: the same load and faults, in runs of at most a minute. */
public final class DeployedArena implements Arena {
  private static final Duration MAIN = Duration.ofSeconds(30);

  /** For what shows without any fault, or under nearly any. */
  private static final Duration MAIN_BRIEF = Duration.ofSeconds(12);

  private final Environment environment;
  private final SystemUnderTest system;
  private final Path runs;

  /**
   * An arena of real nodes.
   *
   * @param runs where run directories go
   */
  public DeployedArena(Environment environment, SystemUnderTest system, Path runs) {
    this.environment = environment;
    this.system = system;
    this.runs = runs;
  }

  @Override
  public String name() {
    return environment.name();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Attempt attempt(Exposure exposure, Seed seed) {
    Scenario scenario = exposure.deployed(environment.name()).draw(seed);
    RunPlan drawn = scenario.plan();
    RunPlan plan =
        new RunPlan(
            new ClusterPlan(
                system,
                drawn.cluster().nodes(),
                drawn.cluster().mutants(),
                ClusterPlan.IN_MEMORY,
                seed),
            drawn.workload(),
            drawn.faults(),
            drawn.load(),
            RunTiming.of(exposure.isBrief(environment.name()) ? MAIN_BRIEF : MAIN));
    Commission commission =
        new Commission(
            environment.name(),
            scenario.disturbance().asked(),
            scenario.demand().floors(),
            List.of(),
            Value.fields());
    Verification.Outcome outcome =
        new Verification(environment, plan, commission).run(runs, Spectator.NOBODY);
    if (outcome.end() instanceof RunEnd.Interrupted) {
      Thread.currentThread().interrupt();
    }
    return Attempt.of(
        seed.value(), outcome.results(), SimulatedArena.history(outcome.directory().historyFile()));
  }
}
