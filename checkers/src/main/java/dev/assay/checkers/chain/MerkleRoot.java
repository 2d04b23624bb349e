package dev.assay.checkers.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Merkle tree hashes of RFC 6962, section 2.1, over texts, in lower-case hex. */
public final class MerkleRoot {
  /** Never used but to be copied. */
  private static final MessageDigest FRESH = lookedUp();

  private MerkleRoot() {}

  /** The tree's hash; of no leaves the hash of nothing. */
  public static String of(List<String> leaves) {
    MessageDigest sha = sha256();
    return HexFormat.of().formatHex(leaves.isEmpty() ? sha.digest() : tree(leaves, sha));
  }

  /** SHA-256 of the text's UTF-8 bytes. */
  public static String hash(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** SHA-256 of the bytes. */
  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static byte[] tree(List<String> leaves, MessageDigest sha) {
    if (leaves.size() == 1) {
      sha.update((byte) 0);
      return sha.digest(leaves.getFirst().getBytes(StandardCharsets.UTF_8));
    }
    // The largest power of two below the size.
    int left = Integer.highestOneBit(leaves.size() - 1);
    byte[] first = tree(leaves.subList(0, left), sha);
    byte[] second = tree(leaves.subList(left, leaves.size()), sha);
    sha.update((byte) 1);
    sha.update(first);
    return sha.digest(second);
  }

  /** A fresh one: a copy, since looking an algorithm up by its name takes longer than a hash. */
  static MessageDigest sha256() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own SHA-256 can be copied", e);
    }
  }

  private static MessageDigest lookedUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
