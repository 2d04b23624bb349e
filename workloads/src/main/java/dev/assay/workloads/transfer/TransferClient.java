package dev.assay.workloads.transfer;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.workloads.ledger.LedgerClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Does transfers and reads for one process. It asks the node that it believes to be the primary:
 * where it was sent last, or another one after an answer that did not come. It never asks twice.
 */
final class TransferClient implements Client {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final List<NodeId> nodes;
  private final LedgerClients clients;

  /** The node asked next; read and written by whoever completes one operation before the next. */
  private volatile NodeId target;

  private TransferClient(List<NodeId> nodes, LedgerClients clients, NodeId target) {
    this.nodes = nodes;
    this.clients = clients;
    this.target = target;
  }

  /** Processes begin at different nodes, so that some sit on each side of a partition. */
  static TransferClient open(ProcessId process, Map<NodeId, Reach> reaches) {
    List<NodeId> nodes = List.copyOf(reaches.keySet());
    int first = Math.floorMod(Long.hashCode(process.number() * 31 + 7), nodes.size());
    return new TransferClient(nodes, new LedgerClients(reaches), nodes.get(first));
  }

  @Override
  public void invoke(Invocation invocation, Consumer<Outcome> completion) {
    NodeId asked = via(invocation).filter(nodes::contains).orElse(target);
    Answers answers = new Answers(invocation.value(), redirect(asked, completion));
    switch (invocation.f()) {
      case "open", "transfer" -> submit(asked, invocation, answers);
      case "read" ->
          clients
              .to(asked)
              .read(Arguments.text(invocation.value(), "account"), TIMEOUT, answers::balance);
      case "read-all" -> clients.to(asked).readAll(TIMEOUT, answers::balances);
      case "audit" -> {
        NodeId node = new NodeId(Arguments.text(invocation.value(), "node"));
        clients.to(node).audit(TIMEOUT, answers::audit);
      }
      default ->
          throw new IllegalArgumentException(
              "the transfer workload has no operation '" + invocation.f() + "'");
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

  /** The node that an operation names, which is what scripts do. */
  private static Optional<NodeId> via(Invocation invocation) {
    return invocation.value().get(TransferWorkload.VIA).orElse(Value.NIL)
            instanceof Value.Text(String name)
        ? Optional.of(new NodeId(name))
        : Optional.empty();
  }

  private void submit(NodeId asked, Invocation invocation, Answers answers) {
    Value.Fields fields = invocation.value();
    String id = Arguments.text(fields, "id");
    long amount = Arguments.whole(fields, "amount");
    Transaction transaction =
        invocation.f().equals("open")
            ? TransferContract.open(id, Arguments.text(fields, "account"), amount)
            : TransferContract.transfer(
                id, Arguments.text(fields, "from"), Arguments.text(fields, "to"), amount);
    clients.to(asked).submit(transaction, TIMEOUT, answers::receipt);
  }

  /** Moves on to the node that the answer names or, after silence, to the next one. */
  private Answers.Redirecting redirect(NodeId asked, Consumer<Outcome> completion) {
    return new Answers.Redirecting(
        hint -> target = hint.filter(nodes::contains).orElseGet(() -> after(asked)), completion);
  }

  private NodeId after(NodeId node) {
    return nodes.get((nodes.indexOf(node) + 1) % nodes.size());
  }
}
