package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 hash: its 32 bytes as four big-endian numbers, since a record can't hold an array. */
public record Hash(long first, long second, long third, long fourth) {
  /** What the first block names as its predecessor. */
  public static final Hash ZERO = new Hash(0, 0, 0, 0);

  static final int BYTES = 32;

  private static final int DIGITS = 16;
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /**
   * The hash of these 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when they are not
   */
  public Hash(String hex) {
    this(part(hex, 0), part(hex, 1), part(hex, 2), part(hex, 3));
  }

  private static long part(String hex, int part) {
    if (hex.length() != 2 * BYTES) {
      throw notHex();
    }
    long value = 0;
    for (int i = part * DIGITS; i < (part + 1) * DIGITS; i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        throw notHex();
      }
      value = value << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return value;
  }

  private static IllegalArgumentException notHex() {
    return new IllegalArgumentException("a hash is 64 lower-case hexadecimal digits");
  }

  /** Its 64 lower-case hexadecimal digits. */
  public String hex() {
    byte[] digits = new byte[2 * BYTES];
    digits(first, digits, 0);
    digits(second, digits, DIGITS);
    digits(third, digits, 2 * DIGITS);
    digits(fourth, digits, 3 * DIGITS);
    return new String(digits, ISO_8859_1);
  }

  private static void digits(long part, byte[] to, int from) {
    for (int i = 0; i < DIGITS; i++) {
      to[from + i] = HEX[(int) (part >>> (Long.SIZE - 4 - 4 * i)) & 0xf];
    }
  }

  /** The hash of the UTF-8 form of {@code text}. */
  static Hash ofText(String text) {
    return ofDigest(sha256().digest(text.getBytes(UTF_8)));
  }

  /** The hash that the 32 bytes of {@code digest} are. */
  static Hash ofDigest(byte[] digest) {
    return at(digest, 0);
  }

  /** The hash that 32 bytes of an array are. */
  static Hash at(byte[] bytes, int offset) {
    return new Hash(
        number(bytes, offset),
        number(bytes, offset + Long.BYTES),
        number(bytes, offset + 2 * Long.BYTES),
        number(bytes, offset + 3 * Long.BYTES));
  }

  /** The big-endian number that eight bytes of an array are. */
  static long number(byte[] bytes, int offset) {
    return (long) BIG_ENDIAN.get(bytes, offset);
  }

  byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    writeTo(ByteBuffer.wrap(bytes));
    return bytes;
  }

  void writeTo(ByteBuffer bytes) {
    bytes.putLong(first).putLong(second).putLong(third).putLong(fourth);
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
    return hex();
  }
}
