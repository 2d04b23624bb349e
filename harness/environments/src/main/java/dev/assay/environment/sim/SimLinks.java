package dev.assay.environment.sim;

import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Links;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.simulator.Network;
import dev.assay.simulator.Route;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cuts links between nodes. Proof is a census: every link is probed, and those that take nothing
 * must be exactly those cut.
 */
final class SimLinks implements Links {
  private final Network network;
  private final List<NodeId> nodes;
  private long messagesCutBefore;

  SimLinks(Network network, List<NodeId> nodes) {
    this.network = network;
    this.nodes = nodes;
  }

  @Override
  public Effect cut(Set<Edge> edges) {
    long messages = messagesCut() - messagesCutBefore;
    network.cut(edges.stream().map(SimLinks::route).collect(Collectors.toSet()));
    Set<Edge> silent = census();
    // What is cut from now on is counted apart from what the census itself has lost.
    messagesCutBefore = messagesCut();
    boolean proven = silent.equals(edges);
    Value.Fields facts =
        Value.fields("silent", names(silent)).with("messagesCutBefore", Value.of(messages));
    return new Effect(proven, proven ? facts : facts.with("wanted", names(new TreeSet<>(edges))));
  }

  private Set<Edge> census() {
    Set<Edge> silent = new TreeSet<>();
    for (Edge edge : allEdges()) {
      if (!network.probe(route(edge))) {
        silent.add(edge);
      }
    }
    return silent;
  }

  /** Messages between nodes that cuts have lost so far. */
  private long messagesCut() {
    long messages = 0;
    for (Edge edge : allEdges()) {
      messages += network.counts(route(edge)).cut();
    }
    return messages;
  }

  private Set<Edge> allEdges() {
    Set<Edge> edges = new TreeSet<>();
    for (NodeId from : nodes) {
      for (NodeId to : nodes) {
        if (!from.equals(to)) {
          edges.add(new Edge(from, to));
        }
      }
    }
    return edges;
  }

  private static Route route(Edge edge) {
    return new Route(edge.from().name(), edge.to().name());
  }

  private static Value names(Set<Edge> edges) {
    return Value.items(edges.stream().map(edge -> Value.of(edge.toString())).toList());
  }
}
