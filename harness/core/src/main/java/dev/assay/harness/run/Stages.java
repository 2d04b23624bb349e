package dev.assay.harness.run;

import dev.assay.harness.environment.Cluster;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.generator.Generators;
import dev.assay.harness.generator.Spacing;
import dev.assay.harness.interpreter.Stage;
import dev.assay.harness.workload.Workload;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.Seed;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The stages of a run as generators: what is asked, at which rate, for how long. */
final class Stages {
  private static final int SETUP_ATTEMPTS_MAX = 1_000;
  private static final Duration SETUP_PAUSE = Duration.ofMillis(100);

  private final RunPlan plan;
  private final Cluster cluster;
  private final BooleanSupplier idleHeal;
  private final Seed seed;
  private final WorkloadPlan workloadPlan;

  /**
   * The stages of a run.
   *
   * @param idleHeal whether healing everything was seen to do nothing
   */
  Stages(RunPlan plan, Cluster cluster, BooleanSupplier idleHeal) {
    this.plan = plan;
    this.idleHeal = idleHeal;
    this.cluster = cluster;
    this.seed = plan.cluster().seed();
    this.workloadPlan =
        new WorkloadPlan(seed.fork("workload"), plan.cluster().nodes(), plan.load().concurrency());
  }

  List<Stage> all() {
    RunTiming timing = plan.timing();
    return List.of(
        new Stage("setup", setup(plan.workload())),
        new Stage("load", load()),
        new Stage("heal", Generators.onNemesis(Generators.once(HealingClient.HEAL_ALL))),
        new Stage("settle", onceHealed(Generators.sleep(timing.settle()))),
        new Stage("closing", onceHealed(closing(plan.workload()))));
  }

  /** What is asked after a heal that did nothing would be blamed on the system. */
  private Generator onceHealed(Generator generator) {
    return context ->
        idleHeal.getAsBoolean() ? new Generator.Next.Exhausted() : generator.next(context);
  }

  private Generator setup(Workload workload) {
    List<Generator> operations =
        workload.setup(workloadPlan).stream()
            .map(what -> Generators.untilOk(what, SETUP_ATTEMPTS_MAX, SETUP_PAUSE))
            .toList();
    return Generators.timeLimit(
        plan.timing().setup(), Generators.onClients(Generators.any(operations)));
  }

  /** Load from the start on, faults after the calibration: the load knows no boundary there. */
  private Generator load() {
    RunTiming timing = plan.timing();
    Generator faults =
        Generators.sequence(
            List.of(
                Generators.sleep(timing.calibration()),
                Generators.timeLimit(
                    timing.main(), plan.faults().faults(cluster.nodes(), cluster.capabilities()))));
    Generator load =
        Generators.timeLimit(
            timing.calibration().plus(timing.main()), paced(plan.workload().load(workloadPlan)));
    return Generators.any(List.of(Generators.onNemesis(faults), Generators.onClients(load)));
  }

  private Generator paced(Generator load) {
    int rate = plan.load().ratePerSecond();
    return rate == Load.UNPACED
        ? load
        : Generators.rate(seed.fork("rate"), rate, Spacing.EXPONENTIAL, load);
  }

  private Generator closing(Workload workload) {
    return Generators.timeLimit(
        plan.timing().closing(), Generators.onClients(workload.closing(workloadPlan)));
  }
}
