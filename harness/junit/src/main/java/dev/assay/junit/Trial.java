package dev.assay.junit;

import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.run.Load;
import dev.assay.harness.run.RunTiming;
import dev.assay.harness.workload.Workload;
import dev.assay.history.Seed;
import java.util.List;
import java.util.function.Function;

/**
 * What the subject has to go through.
 *
 * @param faults makes the run's faults from a seed of their own
 * @param faultNames what they are, for the manifest: a run that injects none of what it names is
 *     vacuous
 */
public record Trial(
    Workload workload,
    Function<Seed, FaultPlan> faults,
    List<String> faultNames,
    Load load,
    RunTiming timing) {
  public Trial {
    faultNames = List.copyOf(faultNames);
  }
}
