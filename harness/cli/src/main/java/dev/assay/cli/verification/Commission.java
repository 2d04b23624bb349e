package dev.assay.cli.verification;

import dev.assay.harness.run.RunPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.time.Instant;
import java.util.List;

/**
 * What a run was asked for, in the words of its manifest.
 *
 * @param environment its name
 * @param faults families and kinds by name; none is an empty list
 * @param floors below which the run proves too little
 * @param repeat the line that repeats the run, word by word
 * @param facts anything else, for people and for who wants to repeat it
 */
public record Commission(
    String environment,
    List<String> faults,
    Manifest.Floors floors,
    List<String> repeat,
    Value.Fields facts) {
  public Commission {
    faults = List.copyOf(faults);
    repeat = List.copyOf(repeat);
  }

  /** The name of the folder in which such runs are kept. */
  public String name(RunPlan plan) {
    return plan.cluster().system().name() + "-" + plan.workload().name() + "-" + environment;
  }

  /** Virtual time has no date. */
  public Manifest manifest(RunPlan plan, Instant started) {
    boolean virtual = environment.equals("sim");
    return new Manifest(
        new Manifest.Start(
            name(plan),
            virtual ? "in virtual time" : started.toString(),
            plan.cluster().seed(),
            repeat),
        new Manifest.Plan(
            plan.cluster().system().name(),
            plan.workload().name(),
            environment,
            plan.cluster().nodes().stream().map(NodeId::name).toList(),
            faults,
            plan.cluster().mutants(),
            plan.timing().main()),
        new Manifest.Expectations(plan.workload().expectations().accounts(), floors),
        facts);
  }
}
