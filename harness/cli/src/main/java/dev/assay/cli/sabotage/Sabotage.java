package dev.assay.cli.sabotage;

import dev.assay.checkers.Checker;
import dev.assay.checkers.result.Verdict;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.interpreter.Recorder;
import dev.assay.harness.run.Collector;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.workload.Workload;
import dev.assay.history.run.Manifest;
import dev.assay.reports.Renderer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Wraps the parts of a run in the planted bugs that its manifest names, and in none other: without
 * them everything is given back as it came.
 */
public final class Sabotage {
  private final Set<HarnessMutant> mutants;

  private Sabotage(Set<HarnessMutant> mutants) {
    this.mutants = mutants;
  }

  /** What a run's manifest names; mutants of the nodes are not ours. */
  public static Sabotage of(Manifest manifest) {
    Set<HarnessMutant> named = EnumSet.noneOf(HarnessMutant.class);
    manifest.plan().mutants().forEach(mutant -> HarnessMutant.named(mutant).ifPresent(named::add));
    return new Sabotage(named);
  }

  /** The plan that is carried out: nodes know nothing of mutants of the harness. */
  public RunPlan plan(RunPlan plan) {
    ClusterPlan cluster = plan.cluster();
    List<String> ofNodes =
        cluster.mutants().stream().filter(it -> HarnessMutant.named(it).isEmpty()).toList();
    return new RunPlan(
        new ClusterPlan(
            cluster.system(), cluster.nodes(), ofNodes, cluster.runDirectory(), cluster.seed()),
        workload(plan.workload()),
        faults(plan.faults()),
        plan.load(),
        plan.timing());
  }

  public Environment environment(Environment environment) {
    return has(HarnessMutant.IDLE_HEAL) ? new IdleHeal.Place(environment) : environment;
  }

  /** Collectors that know their kind of cluster get the one below. */
  public Collector collector(Collector collector) {
    return has(HarnessMutant.IDLE_HEAL)
        ? (cluster, end) -> collector.collect(below(cluster), end)
        : collector;
  }

  public Recorder history(Recorder recorder) {
    return has(HarnessMutant.LOST_LAST_SECOND) ? new LateRecorder(recorder) : recorder;
  }

  public List<Checker> checkers(List<Checker> checkers) {
    boolean deaf = has(HarnessMutant.UNKNOWN_IGNORED);
    boolean lenient = has(HarnessMutant.TIMEOUT_PASSES);
    return deaf || lenient
        ? checkers.stream().<Checker>map(it -> new BrokenChecker(it, deaf, lenient)).toList()
        : checkers;
  }

  public Renderer renderer(Renderer renderer) {
    if (!has(HarnessMutant.RENDERER_THROWS)) {
      return renderer;
    }
    return (manifest, results, history, events) -> {
      if (results.verdict() == Verdict.FAIL) {
        throw new IllegalStateException("planted: what failed can't be rendered");
      }
      return renderer.page(manifest, results, history, events);
    };
  }

  private Workload workload(Workload workload) {
    return has(HarnessMutant.HIDDEN_RETRIES)
            || has(HarnessMutant.NO_CONTENTION)
            || has(HarnessMutant.NO_FINAL_READS)
        ? new BrokenWorkload(workload, mutants)
        : workload;
  }

  private FaultPlan faults(FaultPlan faults) {
    if (has(HarnessMutant.IDLE_NEMESIS)) {
      return new IdleNemesis(faults);
    }
    return has(HarnessMutant.CLOCK_WITHOUT_EFFECT) ? new StillClocks(faults) : faults;
  }

  private static Cluster below(Cluster cluster) {
    return cluster instanceof IdleHeal idle ? idle.below() : cluster;
  }

  private boolean has(HarnessMutant mutant) {
    return mutants.contains(mutant);
  }
}
