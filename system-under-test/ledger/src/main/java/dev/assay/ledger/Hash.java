package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 hash.
 *
 * @param hex its 64 lower-case hexadecimal digits
 */
public record Hash(String hex) {
  /** What the first block names as its predecessor. */
  public static final Hash ZERO = new Hash("0".repeat(64));

  static final int BYTES = 32;

  public Hash {
    if (hex.length() != 2 * BYTES || !isLowerHex(hex)) {
      throw new IllegalArgumentException("a hash is 64 lower-case hexadecimal digits");
    }
  }

  // A loop, since every block makes many hashes and a stream for each costs a third of all work.
  private static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** The hash of the UTF-8 form of {@code text}. */
  static Hash ofText(String text) {
    return ofDigest(sha256().digest(text.getBytes(UTF_8)));
  }

  /** The hash that the 32 bytes of {@code digest} are. */
  static Hash ofDigest(byte[] digest) {
    return new Hash(HexFormat.of().formatHex(digest));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
