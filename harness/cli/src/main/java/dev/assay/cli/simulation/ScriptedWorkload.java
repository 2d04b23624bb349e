package dev.assay.cli.simulation;

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
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

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
    return new Routed(workload, process, nodes);
  }

  /**
   * One process's client, which is several: where an operation names its node, one that knows no
   * other is asked, so that no workload need know of routes.
   */
  private static final class Routed implements Client {
    private final Workload workload;
    private final ProcessId process;
    private final Map<NodeId, Reach> nodes;
    private final Map<String, Client> clients = new LinkedHashMap<>();

    Routed(Workload workload, ProcessId process, Map<NodeId, Reach> nodes) {
      this.workload = workload;
      this.process = process;
      this.nodes = nodes;
    }

    @Override
    public void invoke(Invocation invocation, Consumer<Outcome> completion) {
      String via =
          invocation.value().get(Script.VIA).orElse(Value.NIL) instanceof Value.Text(String name)
              ? name
              : "";
      clients.computeIfAbsent(via, this::client).invoke(invocation, completion);
    }

    private Client client(String via) {
      Reach reach = via.isEmpty() ? null : nodes.get(new NodeId(via));
      return workload.open(process, reach == null ? nodes : Map.of(new NodeId(via), reach));
    }

    @Override
    public long requestsSent() {
      return clients.values().stream().mapToLong(Client::requestsSent).sum();
    }

    @Override
    public void close() {
      clients.values().forEach(Client::close);
      clients.clear();
    }
  }
}
