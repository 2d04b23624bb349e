package dev.assay.workloads.ledger;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.history.Value;
import dev.assay.node.LedgerStatus;
import dev.assay.node.NodeEvent;
import dev.assay.node.Role;
import dev.assay.node.client.ChainExport;
import dev.assay.node.client.LedgerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Looks at nodes over TCP. */
final class LedgerObserver implements Observer {
  private static final Duration STATUS_TIMEOUT = Duration.ofMillis(900);
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofMillis(100);

  private final LedgerClients clients;

  LedgerObserver(Map<NodeId, Reach> nodes) {
    clients = new LedgerClients(nodes);
  }

  @Override
  public Optional<NodeStatus> status(NodeId node) {
    LedgerClient client = clients.to(node);
    return await(
            answer -> client.status(STATUS_TIMEOUT, answer),
            STATUS_TIMEOUT.plus(GRACE),
            Optional.<LedgerStatus>empty())
        .map(status -> of(node, status));
  }

  @Override
  public boolean export(NodeId node, Path folder) {
    LedgerClient client = clients.to(node);
    ChainExport.Result chain =
        LedgerObserver.<ChainExport.Result>await(
            answer -> client.exportChain(folder, PAGE_TIMEOUT, answer),
            EXPORT_TIMEOUT,
            new ChainExport.Result.Failed("no answer in time"));
    return chain instanceof ChainExport.Result.Exported && exportEvents(client, node, folder);
  }

  @Override
  public void close() {
    clients.close();
  }

  static NodeStatus of(NodeId node, LedgerStatus status) {
    return new NodeStatus(
        node,
        status.role() == Role.PRIMARY,
        status.epoch(),
        status.applied(),
        status.wallMillis(),
        Value.fields("role", Value.of(status.role().name()))
            .with("committed", Value.of(status.committed()))
            .with("height", Value.of(status.height())));
  }

  private static boolean exportEvents(LedgerClient client, NodeId node, Path folder) {
    NodeEvents events = new NodeEvents(node, folder);
    long next = 0;
    for (int page = 0; page < NodeEvents.PAGES_MAX; page++) {
      long first = next;
      var answer =
          await(
              (Consumer<Optional<List<NodeEvent>>> take) ->
                  client.events(first, PAGE_TIMEOUT, take),
              PAGE_TIMEOUT.plus(GRACE),
              Optional.<List<NodeEvent>>empty());
      if (answer.isEmpty()) {
        return false;
      }
      if (answer.get().isEmpty()) {
        break;
      }
      answer.get().forEach(events::add);
      next = answer.get().getLast().number() + 1;
    }
    events.write();
    return true;
  }

  /** Waits for a callback; on interruption or after the time-out the alternative stands in. */
  static <T> T await(Consumer<Consumer<T>> call, Duration timeout, T otherwise) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    call.accept(answer::complete);
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return otherwise;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise;
    }
  }
}
