package dev.assay.ledger;

/**
 * Reads the fields of a record out of bytes that anyone may have written; every fault names its
 * offset.
 */
final class BoundedReader {
  private final String what;
  private final byte[] bytes;
  private int position;

  private final int version;

  /**
   * @throws MalformedBytesException when there are more than {@code sizeBytesMax}, or the version,
   *     which is the first byte, is none that this program knows
   */
  BoundedReader(String what, byte[] bytes, int sizeBytesMax) {
    this.what = what;
    this.bytes = bytes;
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
    return Byte.toUnsignedInt(bytes[position++]);
  }

  long number(String field) {
    need(field, Long.BYTES);
    long number = Hash.number(bytes, position);
    position += Long.BYTES;
    return number;
  }

  /**
   * A number of things to follow, each at least {@code sizeBytesMin} bytes, so that no count can
   * ask for more memory.
   */
  int count(String field, int max, int sizeBytesMin) {
    need(field, Integer.BYTES);
    int count = unsignedShort() << Short.SIZE | unsignedShort();
    if (count < 0 || count > max) {
      throw fault(field + " " + count + ", allowed are 0 to " + max);
    }
    need(field, count * sizeBytesMin);
    return count;
  }

  String name(String field) {
    int length = unsignedByte(field);
    String name = characters(field, length);
    if (!Names.valid(name)) {
      throw fault(field + " does not match [A-Za-z0-9._-]{1,64}");
    }
    return name;
  }

  /** A name that is one of a few, again and again: it is not made anew each time. */
  String knownName(String field) {
    need(field, 1);
    int length = Byte.toUnsignedInt(bytes[position]);
    if (bytes.length - position > length) {
      String known = KnownNames.find(bytes, position + 1, length);
      if (known != null) {
        position += 1 + length;
        return known;
      }
    }
    String name = name(field);
    KnownNames.keep(name);
    return name;
  }

  /** Printable ASCII with its length (2). */
  String text(String field) {
    need(field, Short.BYTES);
    String text = characters(field, unsignedShort());
    if (!Limits.printable(text)) {
      throw fault(field + " is not printable ASCII");
    }
    return text;
  }

  private String characters(String field, int length) {
    need(field, length);
    String characters = Ascii.text(bytes, position, length);
    position += length;
    return characters;
  }

  private int unsignedShort() {
    int high = Byte.toUnsignedInt(bytes[position++]);
    return high << Byte.SIZE | Byte.toUnsignedInt(bytes[position++]);
  }

  Hash hash(String field) {
    need(field, Hash.BYTES);
    Hash hash = Hash.at(bytes, position);
    position += Hash.BYTES;
    return hash;
  }

  void end() {
    if (position < bytes.length) {
      throw fault(bytes.length - position + " bytes too many");
    }
  }

  MalformedBytesException fault(String cause) {
    return new MalformedBytesException(
        "malformed %s at byte %d: %s".formatted(what, position, cause));
  }

  private void need(String field, int count) {
    if (bytes.length - position < count) {
      throw fault(
          "%s needs %d bytes, %d are left".formatted(field, count, bytes.length - position));
    }
  }
}
