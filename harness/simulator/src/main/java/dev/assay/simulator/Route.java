package dev.assay.simulator;

/** A directed link by the names of its ends, hosts or clients. */
public record Route(String from, String to) implements Comparable<Route> {
  @Override
  public int compareTo(Route other) {
    int order = from.compareTo(other.from);
    return order != 0 ? order : to.compareTo(other.to);
  }

  @Override
  public String toString() {
    return from + "->" + to;
  }
}
