package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SimulatedMembers;
import dev.assay.node.LedgerNode;
import dev.assay.node.Members;
import dev.assay.simulator.Host;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The ledger's members, as its administrators see and change them; within the node's life. */
record LedgerMembers(LedgerNode node, Host host) implements SimulatedMembers {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Override
  public Set<NodeId> members() {
    return node.status().members().stream()
        .map(NodeId::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public boolean isChanging() {
    Members members = node.status().standing().members();
    return !members.outgoing().isEmpty() || !members.learners().isEmpty();
  }

  /** A simulated node is reached by its name. */
  @Override
  public void change(Set<NodeId> add, Set<NodeId> remove) {
    SortedMap<String, String> addresses = new TreeMap<>();
    add.forEach(added -> addresses.put(added.name(), added.name()));
    List<String> gone = remove.stream().map(NodeId::name).sorted().toList();
    host.endpoint().after(0, () -> node.changeMembers(addresses, gone, TIMEOUT, _ -> {}));
  }

  @Override
  public void transfer(NodeId to) {
    host.endpoint()
        .after(0, () -> node.transferPrimary(LedgerNode.MAIN, to.name(), TIMEOUT, _ -> {}));
  }
}
