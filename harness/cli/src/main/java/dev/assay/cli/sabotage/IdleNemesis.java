package dev.assay.cli.sabotage;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** H1: says of everything that it was done, and touches nothing. */
record IdleNemesis(FaultPlan below) implements FaultPlan {
  @Override
  public Generator faults(List<NodeId> nodes, Capabilities capabilities) {
    return below.faults(nodes, capabilities);
  }

  @Override
  public Client nemesis(Cluster cluster, Executor background) {
    return new Client() {
      @Override
      public void invoke(Invocation invocation, Consumer<Outcome> completion) {
        Value done = invocation.value().with("proven", Value.of(true));
        background.execute(() -> completion.accept(new Outcome.Ok(done)));
      }

      @Override
      public void close() {
        // Holds nothing.
      }
    };
  }
}
