package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;

/**
 * The Merkle tree hash of RFC 6962, section 2.1. The prefixes keep a leaf from passing for an inner
 * node; splitting at the largest power of two below n, instead of repeating the last leaf, keeps
 * two different lists from one root.
 */
final class MerkleTree {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private MerkleTree() {}

  /** The root over the UTF-8 forms of {@code leaves}; without any, SHA-256 of nothing. */
  static Hash root(List<String> leaves) {
    MessageDigest sha256 = Hash.sha256();
    return Hash.ofDigest(leaves.isEmpty() ? sha256.digest() : root(leaves, sha256));
  }

  private static byte[] root(List<String> leaves, MessageDigest sha256) {
    if (leaves.size() == 1) {
      sha256.update(LEAF);
      return sha256.digest(leaves.getFirst().getBytes(UTF_8));
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    byte[] left = root(leaves.subList(0, split), sha256);
    byte[] right = root(leaves.subList(split, leaves.size()), sha256);
    sha256.update(NODE);
    sha256.update(left);
    return sha256.digest(right);
  }
}
