package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The Merkle tree hash of RFC 6962, section 2.1. The prefixes keep a leaf from passing for an inner
 * node; splitting at the largest power of two below n, instead of repeating the last leaf, keeps
 * two different lists from one root.
 */
final class MerkleTree {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256;
  private final LineBuffer text = new LineBuffer();

  MerkleTree(MessageDigest sha256) {
    this.sha256 = sha256;
  }

  /** Room for the text of a leaf. */
  LineBuffer text() {
    return text;
  }

  /** The root over the UTF-8 forms of {@code leaves}; without any, SHA-256 of nothing. */
  static Hash root(List<String> leaves) {
    MerkleTree tree = new MerkleTree(Hash.sha256());
    List<byte[]> hashes = new ArrayList<>(leaves.size());
    for (String leaf : leaves) {
      byte[] bytes = leaf.getBytes(UTF_8);
      hashes.add(tree.leaf(bytes, bytes.length));
    }
    return Hash.ofDigest(tree.rootOf(hashes));
  }

  /** The hash of the leaf that the first bytes of an array are. */
  byte[] leaf(byte[] bytes, int length) {
    sha256.update(LEAF);
    sha256.update(bytes, 0, length);
    return sha256.digest();
  }

  byte[] node(byte[] left, byte[] right) {
    sha256.update(NODE);
    sha256.update(left);
    return sha256.digest(right);
  }

  /** The root over leaves that are hashed already. */
  byte[] rootOf(List<byte[]> leaves) {
    return leaves.isEmpty() ? sha256.digest() : root(leaves, 0, leaves.size());
  }

  private byte[] root(List<byte[]> leaves, int from, int to) {
    if (to - from == 1) {
      return leaves.get(from);
    }
    int split = from + split(to - from);
    return node(root(leaves, from, split), root(leaves, split, to));
  }

  /**
   * The root above a leaf (as in RFC 9162, section 2.1.3.2); empty when the path is too short or
   * too long for the leaf's place.
   */
  Optional<byte[]> rootAbove(byte[] leaf, int position, int size, List<byte[]> path) {
    byte[] root = leaf;
    int place = position;
    int last = size - 1;
    for (byte[] sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      // The last of an odd number has no sibling on its level, and moves up as it is.
      while (place == last && place % 2 == 0) {
        place /= 2;
        last /= 2;
      }
      root = place % 2 == 1 ? node(sibling, root) : node(root, sibling);
      place /= 2;
      last /= 2;
    }
    return last == 0 ? Optional.of(root) : Optional.empty();
  }

  /** The largest power of two below n. */
  static int split(int n) {
    return Integer.highestOneBit(n - 1);
  }

  /** The audit path of a leaf (RFC 6962, section 2.1.1), from the leaf up. */
  List<byte[]> path(List<byte[]> leaves, int position) {
    List<byte[]> path = new ArrayList<>();
    int from = 0;
    int to = leaves.size();
    while (to - from > 1) {
      int split = from + split(to - from);
      if (position < split) {
        path.add(root(leaves, split, to));
        to = split;
      } else {
        path.add(root(leaves, from, split));
        from = split;
      }
    }
    Collections.reverse(path);
    return path;
  }
}
