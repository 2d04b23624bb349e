package dev.assay.cli.simulation;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.generator.Generators;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.harness.workload.Workload;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.ProcessId;
import dev.assay.history.run.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The operations of a script, by the clients of another workload. */
final class ScriptedWorkload implements Workload {
  private final Workload workload;
  private final Script script;

  ScriptedWorkload(Workload workload, Script script) {
    this.workload = workload;
    this.script = script;
  }

  @Override
  public String name() {
    return workload.name();
  }

  @Override
  public Manifest.Expectations expectations() {
    return workload.expectations();
  }

  /** What is to be prepared is among the calls. */
  @Override
  public List<Invocation> setup(WorkloadPlan plan) {
    return List.of();
  }

  @Override
  public Generator load(WorkloadPlan plan) {
    return new ScriptLoad(script.calls(), plan.concurrency(), OptionalLong.of(0));
  }

  @Override
  public Generator closing(WorkloadPlan plan) {
    return script.closing() ? workload.closing(plan) : Generators.sleep(Duration.ZERO);
  }

  @Override
  public Client open(ProcessId process, Map<NodeId, Reach> nodes) {
    return workload.open(process, nodes);
  }
}
