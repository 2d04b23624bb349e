package dev.assay.cli;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Reach;
import dev.assay.harness.workload.Workload;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.workloads.LedgerWorkloads;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Opens the first account again and again: whatever comes of it is a transaction in the log. */
final class Asking implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(40);

  private final Client client;
  private final Invocation what;

  Asking(Cluster cluster) {
    Workload workload = LedgerWorkloads.of(Catalog.shape("transfer"));
    Map<NodeId, Reach> reaches = new LinkedHashMap<>();
    cluster.nodes().forEach(node -> reaches.put(node, cluster.reach(node)));
    client = workload.open(new ProcessId(0), reaches);
    what = workload.setup(new WorkloadPlan(new Seed(1), cluster.nodes(), 1)).getFirst();
  }

  Outcome once() {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    client.invoke(what, answer::complete);
    return answer.orTimeout(20, TimeUnit.SECONDS).join();
  }

  void untilAnswered() {
    Awaitility.await().atMost(SOON).until(() -> once() instanceof Outcome.Ok);
  }

  /** A node that follows, once one leads. */
  static NodeId follower(Cluster cluster) {
    return Awaitility.await()
        .atMost(SOON)
        .until(
            () -> {
              List<NodeStatus> all =
                  cluster.nodes().stream()
                      .flatMap(it -> cluster.observer().status(it).stream())
                      .toList();
              return all.stream().anyMatch(NodeStatus::primary)
                  ? all.stream().filter(it -> !it.primary()).map(NodeStatus::node).findFirst()
                  : Optional.<NodeId>empty();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  @Override
  public void close() {
    client.close();
  }
}
