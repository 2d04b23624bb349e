package dev.assay.cli.simulation;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.harness.workload.Workload;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.run.Manifest;
import dev.assay.simulator.ClientNetwork;
import dev.assay.simulator.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A workload whose clients are watched: which node was asked by each operation. Nothing of what
 * happens changes by that.
 */
final class Routes implements Workload {
  private final Workload workload;
  private final Map<ProcessId, List<String>> asked = new TreeMap<>();

  Routes(Workload workload) {
    this.workload = workload;
  }

  /** The nodes that a process asked, by operation; empty text where it asked none. */
  List<String> of(ProcessId process) {
    return asked.getOrDefault(process, List.of());
  }

  @Override
  public String name() {
    return workload.name();
  }

  @Override
  public Manifest.Expectations expectations() {
    return workload.expectations();
  }

  @Override
  public List<Invocation> setup(WorkloadPlan plan) {
    return workload.setup(plan);
  }

  @Override
  public Generator load(WorkloadPlan plan) {
    return workload.load(plan);
  }

  @Override
  public Generator closing(WorkloadPlan plan) {
    return workload.closing(plan);
  }

  @Override
  public Client open(ProcessId process, Map<NodeId, Reach> nodes) {
    List<String> route = new ArrayList<>();
    asked.put(process, route);
    Map<NodeId, Reach> watched = new LinkedHashMap<>();
    nodes.forEach((node, reach) -> watched.put(node, watched(reach, route)));
    Client client = workload.open(process, watched);
    return new Client() {
      @Override
      public void invoke(Invocation invocation, Consumer<Outcome> completion) {
        route.add("");
        client.invoke(invocation, completion);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  private static Reach watched(Reach reach, List<String> route) {
    return reach instanceof Reach.Simulated(ClientNetwork clients, String host)
        ? new Reach.Simulated(() -> new Watched(clients.attach(), route), host)
        : reach;
  }

  private record Watched(Endpoint endpoint, List<String> route) implements Endpoint {
    @Override
    public String name() {
      return endpoint.name();
    }

    @Override
    public long nowNanos() {
      return endpoint.nowNanos();
    }

    @Override
    public void send(String to, byte[] payload) {
      route.set(route.size() - 1, to);
      endpoint.send(to, payload);
    }

    @Override
    public void onReceive(Receiver receiver) {
      endpoint.onReceive(receiver);
    }

    @Override
    public void after(long nanos, Runnable task) {
      endpoint.after(nanos, task);
    }

    @Override
    public void close() {
      endpoint.close();
    }
  }
}
