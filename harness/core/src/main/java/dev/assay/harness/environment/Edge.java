package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;

/** A directed link: what {@code from} sends to {@code to}, over connections that it opened. */
public record Edge(NodeId from, NodeId to) implements Comparable<Edge> {
  public Edge {
    if (from.equals(to)) {
      throw new IllegalArgumentException("node " + from + " has no link to itself");
    }
  }

  @Override
  public int compareTo(Edge other) {
    int order = from.compareTo(other.from);
    return order != 0 ? order : to.compareTo(other.to);
  }

  @Override
  public String toString() {
    return from + "->" + to;
  }
}
