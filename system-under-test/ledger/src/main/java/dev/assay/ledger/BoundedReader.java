package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/**
 * Reads the fields of a record out of bytes that anyone may have written; every fault names its
 * offset.
 */
final class BoundedReader {
  private final String what;
  private final ByteBuffer bytes;

  private final int version;

  /**
   * @throws MalformedBytesException when there are more than {@code sizeBytesMax}, or the version,
   *     which is the first byte, is none that this program knows
   */
  BoundedReader(String what, byte[] bytes, int sizeBytesMax) {
    this.what = what;
    this.bytes = ByteBuffer.wrap(bytes);
    if (bytes.length > sizeBytesMax) {
      throw fault(bytes.length + " bytes, at most " + sizeBytesMax);
    }
    version = unsignedByte("version");
    if (version < FormatVersion.ONE || version > FormatVersion.NEWEST) {
      throw fault(
          "format version %d, this program reads 1 to %d: was it written by a newer one?"
              .formatted(version, FormatVersion.NEWEST));
    }
  }

  /** As in {@link FormatVersion}. */
  int version() {
    return version;
  }

  int unsignedByte(String field) {
    need(field, 1);
    return Byte.toUnsignedInt(bytes.get());
  }

  long number(String field) {
    need(field, Long.BYTES);
    return bytes.getLong();
  }

  /**
   * A number of things to follow, each at least {@code sizeBytesMin} bytes, so that no count can
   * ask for more memory.
   */
  int count(String field, int max, int sizeBytesMin) {
    need(field, Integer.BYTES);
    int count = bytes.getInt();
    if (count < 0 || count > max) {
      throw fault(field + " " + count + ", allowed are 0 to " + max);
    }
    need(field, count * sizeBytesMin);
    return count;
  }

  String name(String field) {
    int length = unsignedByte(field);
    need(field, length);
    byte[] characters = new byte[length];
    bytes.get(characters);
    String name = new String(characters, ISO_8859_1);
    if (!Names.valid(name)) {
      throw fault(field + " does not match [A-Za-z0-9._-]{1,64}");
    }
    return name;
  }

  /** Printable ASCII with its length (2). */
  String text(String field) {
    need(field, Short.BYTES);
    int length = Short.toUnsignedInt(bytes.getShort());
    need(field, length);
    byte[] characters = new byte[length];
    bytes.get(characters);
    String text = new String(characters, ISO_8859_1);
    if (!Limits.printable(text)) {
      throw fault(field + " is not printable ASCII");
    }
    return text;
  }

  Hash hash(String field) {
    need(field, Hash.BYTES);
    byte[] digest = new byte[Hash.BYTES];
    bytes.get(digest);
    return Hash.ofDigest(digest);
  }

  void end() {
    if (bytes.hasRemaining()) {
      throw fault(bytes.remaining() + " bytes too many");
    }
  }

  MalformedBytesException fault(String cause) {
    return new MalformedBytesException(
        "malformed %s at byte %d: %s".formatted(what, bytes.position(), cause));
  }

  private void need(String field, int count) {
    if (bytes.remaining() < count) {
      throw fault("%s needs %d bytes, %d are left".formatted(field, count, bytes.remaining()));
    }
  }
}
