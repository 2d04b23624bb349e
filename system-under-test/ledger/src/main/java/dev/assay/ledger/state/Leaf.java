package dev.assay.ledger.state;

/** A key of a contract with its value, in a {@link StateTree}. Owned by the tree's thread. */
public final class Leaf extends TreeNode {
  private final String key;
  private final byte[] path;
  private Versioned content;

  Leaf(String key, byte[] path, Versioned content) {
    this.key = key;
    this.path = path;
    this.content = content;
  }

  public String key() {
    return key;
  }

  public Versioned content() {
    return content;
  }

  void write(Versioned next) {
    content = next;
  }

  /** The hash of contract and key. */
  byte[] path() {
    return path;
  }

  /** Bit 0 is the highest of the first byte. */
  int bit(int number) {
    return path[number >> 3] >> (7 - (number & 7)) & 1;
  }

  /** The first bit in which the paths differ; -1 when they are equal. */
  int differs(Leaf other) {
    for (int i = 0; i < path.length; i++) {
      int difference = (path[i] ^ other.path[i]) & 0xff;
      if (difference != 0) {
        return 8 * i + Integer.numberOfLeadingZeros(difference) - 24;
      }
    }
    return -1;
  }
}
