package dev.assay.harness.system;

import org.jspecify.annotations.Nullable;

/** A node's name within its cluster: {@code n1} to {@code n9}. */
public record NodeId(String name) implements Comparable<NodeId> {
  public NodeId {
    // By hand: names are read with every operation, and a pattern costs more than the rest of it.
    if (name.length() != 2
        || name.charAt(0) != 'n'
        || name.charAt(1) < '1'
        || name.charAt(1) > '9') {
      throw new IllegalArgumentException("node '" + name + "' is not one of n1 to n9");
    }
  }

  public static NodeId of(int number) {
    return new NodeId("n" + number);
  }

  // By hand too: a record's own way takes several times as long, and every operation looks nodes
  // up.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NodeId node && name.equals(node.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public int compareTo(NodeId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
