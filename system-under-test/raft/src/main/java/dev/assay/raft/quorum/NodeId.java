package dev.assay.raft.quorum;

/**
 * A node's name, unique in its cluster: 1 to 64 of {@code A-Z a-z 0-9 . _ -}. Ordered by name, so
 * that nothing depends on hash order.
 */
public record NodeId(String name) implements Comparable<NodeId> {
  public static final int NAME_LENGTH_MAX = 64;

  public NodeId {
    if (name.isEmpty() || name.length() > NAME_LENGTH_MAX || !legal(name)) {
      throw new IllegalArgumentException(
          "node name '%s' must be 1 to %d of A-Z a-z 0-9 . _ -"
              .formatted(name.substring(0, Math.min(name.length(), 80)), NAME_LENGTH_MAX));
    }
  }

  private static boolean legal(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!legal(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean legal(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
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
