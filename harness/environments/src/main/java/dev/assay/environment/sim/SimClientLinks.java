package dev.assay.environment.sim;

import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.ClientLinks;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.simulator.Network;
import dev.assay.simulator.Route;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cuts links with clients. Proof is a census of links between the nodes and a client that is none.
 */
final class SimClientLinks implements ClientLinks {
  private static final String PROBE = "probing-client";

  private final Network network;
  private final List<NodeId> nodes;

  SimClientLinks(Network network, List<NodeId> nodes) {
    this.network = network;
    this.nodes = nodes;
  }

  @Override
  public Effect cut(Set<NodeId> cut, ClientCutKind kind) {
    Set<String> names = cut.stream().map(NodeId::name).collect(Collectors.toSet());
    network.cutClients(
        kind == ClientCutKind.ANSWERS ? Set.of() : names,
        kind == ClientCutKind.REQUESTS ? Set.of() : names);
    Set<NodeId> deaf = new TreeSet<>();
    Set<NodeId> mute = new TreeSet<>();
    for (NodeId node : nodes) {
      if (!network.probe(new Route(PROBE, node.name()))) {
        deaf.add(node);
      }
      if (!network.probe(new Route(node.name(), PROBE))) {
        mute.add(node);
      }
    }
    boolean proven =
        deaf.equals(kind == ClientCutKind.ANSWERS ? Set.of() : new TreeSet<>(cut))
            && mute.equals(kind == ClientCutKind.REQUESTS ? Set.of() : new TreeSet<>(cut));
    return new Effect(proven, Value.fields("deaf", names(deaf)).with("mute", names(mute)));
  }

  private static Value names(Set<NodeId> nodes) {
    return Value.items(nodes.stream().map(node -> Value.of(node.name())).toList());
  }
}
