package dev.assay.workloads.ledger;

import dev.assay.harness.system.Administrator;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.node.AdministrationResult;
import dev.assay.node.LedgerNode;
import dev.assay.node.LedgerStatus;
import dev.assay.node.Members;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks the ledger's nodes over TCP for other members. */
final class LedgerAdministrator implements Administrator {
  private static final Duration LOOK = Duration.ofMillis(900);

  private final Map<NodeId, Reach> nodes;
  private final LedgerClients clients;

  LedgerAdministrator(Map<NodeId, Reach> nodes) {
    this.nodes = Map.copyOf(nodes);
    clients = new LedgerClients(nodes);
  }

  @Override
  public Optional<Roll> roll(NodeId node) {
    return LedgerObserver.await(
            (Consumer<Optional<LedgerStatus>> answer) -> clients.to(node).status(LOOK, answer),
            LOOK.plusMillis(100),
            Optional.<LedgerStatus>empty())
        .map(status -> of(status.standing().members()));
  }

  private static Roll of(Members members) {
    return new Roll(
        members.names().stream().map(NodeId::new).collect(Collectors.toSet()),
        !members.outgoing().isEmpty() || !members.learners().isEmpty());
  }

  @Override
  public void change(
      NodeId leader, Set<NodeId> add, Set<NodeId> remove, Duration bound, Consumer<Answer> answer) {
    SortedMap<String, String> added = new TreeMap<>();
    add.forEach(node -> added.put(node.name(), address(node)));
    TreeSet<String> removed =
        remove.stream().map(NodeId::name).collect(Collectors.toCollection(TreeSet::new));
    clients
        .to(leader)
        .changeMembers(added, removed, bound, result -> answer.accept(answer(result)));
  }

  @Override
  public void transfer(NodeId leader, NodeId to, Duration bound, Consumer<Answer> answer) {
    clients
        .to(leader)
        .transferPrimary(
            LedgerNode.MAIN, to.name(), bound, result -> answer.accept(answer(result)));
  }

  /** Tells no node anything: each knows its way to all others, which may lead through a proxy. */
  private String address(NodeId node) {
    return nodes.get(node) instanceof Reach.Socket socket
        ? socket.address().toString()
        : node.name();
  }

  private static Answer answer(AdministrationResult result) {
    return switch (result) {
      case AdministrationResult.Done _ -> new Answer.Done();
      case AdministrationResult.NotPrimary _ -> new Answer.Refused("it does not lead any more");
      case AdministrationResult.Busy(String reason) -> new Answer.Refused(reason);
      case AdministrationResult.Invalid(String reason) -> new Answer.Refused(reason);
      case AdministrationResult.Unknown(String reason) -> new Answer.Unknown(reason);
    };
  }

  @Override
  public void close() {
    clients.close();
  }
}
