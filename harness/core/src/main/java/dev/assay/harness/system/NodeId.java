package dev.assay.harness.system;

/** A node's name within its cluster: {@code n1} to {@code n9}. */
public record NodeId(String name) implements Comparable<NodeId> {
  public NodeId {
    if (!name.matches("n[1-9]")) {
      throw new IllegalArgumentException("node '" + name + "' is not one of n1 to n9");
    }
  }

  public static NodeId of(int number) {
    return new NodeId("n" + number);
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
