package dev.assay.cli.sabotage;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.generator.Generators;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.harness.workload.Workload;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.run.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** H6, H8 and H9: the same workload, asked for in the wrong way. */
record BrokenWorkload(Workload below, Set<HarnessMutant> mutants) implements Workload {
  private static final int ATTEMPTS = 3;

  @Override
  public String name() {
    return below.name();
  }

  @Override
  public Manifest.Expectations expectations() {
    return below.expectations();
  }

  @Override
  public List<Invocation> setup(WorkloadPlan plan) {
    return below.setup(plan);
  }

  @Override
  public Generator load(WorkloadPlan plan) {
    Generator load = below.load(plan);
    return mutants.contains(HarnessMutant.NO_CONTENTION)
        ? Generators.concurrencyLimit(1, load)
        : load;
  }

  @Override
  public Generator closing(WorkloadPlan plan) {
    return mutants.contains(HarnessMutant.NO_FINAL_READS)
        ? _ -> new Generator.Next.Exhausted()
        : below.closing(plan);
  }

  @Override
  public Client open(ProcessId process, Map<NodeId, Reach> nodes) {
    Client client = below.open(process, nodes);
    return mutants.contains(HarnessMutant.HIDDEN_RETRIES) ? new Insisting(client) : client;
  }

  /** Asks until it likes the answer. */
  private record Insisting(Client client) implements Client {
    @Override
    public void invoke(Invocation invocation, Consumer<Outcome> completion) {
      ask(invocation, completion, ATTEMPTS);
    }

    private void ask(Invocation invocation, Consumer<Outcome> completion, int attempts) {
      client.invoke(
          invocation,
          outcome -> {
            if (outcome instanceof Outcome.Ok || attempts == 1) {
              completion.accept(outcome);
            } else {
              ask(invocation, completion, attempts - 1);
            }
          });
    }

    @Override
    public long requestsSent() {
      return client.requestsSent();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
