package dev.assay.environment.process;

import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.ClientLinks;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.history.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cuts what clients say to nodes, and what nodes answer, at the proxies that all clients go
 * through. Proof is a client of our own: nodes that are cut off don't answer it, though they do
 * answer whoever goes around the proxy; all others answer both or none.
 */
final class ProxiedClients implements ClientLinks {
  private final LinkProxies proxies;
  private final List<NodeId> nodes;
  private final Observer around;
  private final Observer through;

  /**
   * Links with the clients of these nodes.
   *
   * @param around asks nodes themselves
   * @param through asks them as clients do
   */
  ProxiedClients(LinkProxies proxies, List<NodeId> nodes, Observer around, Observer through) {
    this.proxies = proxies;
    this.nodes = List.copyOf(nodes);
    this.around = around;
    this.through = through;
  }

  @Override
  public synchronized Effect cut(Set<NodeId> cut, ClientCutKind kind) {
    List<Disturbance> directions =
        switch (kind) {
          case REQUESTS -> List.of(Disturbance.CUT_UP);
          case ANSWERS -> List.of(Disturbance.CUT_DOWN);
          case BOTH -> Disturbance.CUT;
        };
    Parallel.forEach(
        nodes,
        node -> {
          proxies.cutClients(node, cut.contains(node) ? directions : List.of());
          return true;
        });
    if (cut.isEmpty()) {
      return new Effect(true, Value.fields());
    }
    Map<NodeId, Boolean> living = Parallel.forEach(cut, node -> around.status(node).isPresent());
    Set<NodeId> answering = having(Parallel.forEach(cut, node -> through.status(node).isPresent()));
    Set<NodeId> silent = having(living);
    silent.removeAll(answering);
    return new Effect(
        answering.isEmpty() && !silent.isEmpty(),
        Value.fields("unheard", names(silent)).with("heard", names(answering)));
  }

  private static Set<NodeId> having(Map<NodeId, Boolean> nodes) {
    return nodes.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Value names(Set<NodeId> nodes) {
    return Value.items(nodes.stream().map(node -> Value.of(node.name())).toList());
  }
}
