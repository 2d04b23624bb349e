package dev.assay.workloads.client;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.node.LedgerNode;
import dev.assay.workloads.ledger.LedgerClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Does the operations of one process. It asks the node that the operation names, or the one that it
 * believes to be the primary: where it was sent last, or another one after an answer that did not
 * come. It never asks twice.
 */
public final class AskingClient implements Client {
  private final Dialect dialect;
  private final Duration timeout;
  private final List<NodeId> nodes;
  private final LedgerClients clients;

  /** The node asked next; read and written by whoever completes one operation before the next. */
  private volatile NodeId target;

  /**
   * Processes begin at different nodes, so that some sit on each side of a partition.
   *
   * @param timeout the longest that it waits for an answer
   */
  public AskingClient(
      Dialect dialect, Duration timeout, ProcessId process, Map<NodeId, Reach> reaches) {
    this.dialect = dialect;
    this.timeout = timeout;
    nodes = List.copyOf(reaches.keySet());
    clients = new LedgerClients(reaches);
    target = nodes.get(Math.floorMod(Long.hashCode(process.number() * 31 + 7), nodes.size()));
  }

  @Override
  public void invoke(Invocation invocation, Consumer<Outcome> completion) {
    Optional<NodeId> via = via(invocation).filter(nodes::contains);
    NodeId asked = via.orElse(target);
    Answers answers = new Answers(dialect, invocation, redirect(asked, completion));
    switch (request(invocation)) {
      case Request.Submit(var transaction) ->
          clients.to(asked).submit(transaction, timeout, answers::receipt);
      case Request.Ask(var query, var mode) ->
          clients.to(asked).query(LedgerNode.MAIN, query, mode, timeout, answers::read);
      case Request.Audit(NodeId node) -> clients.to(node).audit(timeout, answers::audit);
    }
  }

  @Override
  public long requestsSent() {
    return clients.requestsSent();
  }

  @Override
  public void close() {
    clients.close();
  }

  private Request request(Invocation invocation) {
    return invocation.f().equals("audit")
        ? new Request.Audit(new NodeId(Arguments.text(invocation.value(), "node")))
        : dialect.request(invocation);
  }

  private static Optional<NodeId> via(Invocation invocation) {
    return invocation.value().get(Arguments.VIA).orElse(Value.NIL)
            instanceof Value.Text(String name)
        ? Optional.of(new NodeId(name))
        : Optional.empty();
  }

  /** Moves on to the node that the answer names or, after silence, to the next one. */
  private Answers.Redirecting redirect(NodeId asked, Consumer<Outcome> completion) {
    return new Answers.Redirecting(
        hint ->
            hint.filter(nodes::contains)
                .ifPresentOrElse(
                    node -> target = node,
                    () -> target = asked.equals(target) ? after(asked) : target),
        completion);
  }

  private NodeId after(NodeId node) {
    return nodes.get((nodes.indexOf(node) + 1) % nodes.size());
  }
}
