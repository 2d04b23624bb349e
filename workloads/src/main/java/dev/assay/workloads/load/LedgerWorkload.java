package dev.assay.workloads.load;

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
import dev.assay.workloads.client.AskingClient;
import dev.assay.workloads.shape.Habits;
import dev.assay.workloads.shape.WorkloadShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Any workload for the ledger. */
public final class LedgerWorkload implements Workload {
  private final WorkloadShape shape;
  private final Play play;

  public LedgerWorkload(WorkloadShape shape, Play play) {
    this.shape = shape;
    this.play = play;
  }

  @Override
  public String name() {
    return shape.workload();
  }

  @Override
  public Manifest.Expectations expectations() {
    return new Manifest.Expectations(play.accounts(), Manifest.Floors.DEFAULT);
  }

  @Override
  public List<Invocation> setup(WorkloadPlan plan) {
    return play.setup();
  }

  @Override
  public Generator load(WorkloadPlan plan) {
    Habits habits = shape.habits();
    Generator load =
        LedgerLoad.of(play.fresh().apply(plan.seed().fork(shape.workload())), habits, plan);
    return habits.lullMillis() == 0
        ? load
        : Generators.bursts(
            Duration.ofMillis(habits.burstMillis()), Duration.ofMillis(habits.lullMillis()), load);
  }

  @Override
  public Generator closing(WorkloadPlan plan) {
    return ClosingQuestions.of(plan.nodes(), play.closing().last(), play.closing().everything());
  }

  @Override
  public Client open(ProcessId process, Map<NodeId, Reach> nodes) {
    Duration timeout = Duration.ofMillis(shape.habits().timeoutMillis());
    return new AskingClient(play.dialect(), timeout, process, nodes);
  }
}
