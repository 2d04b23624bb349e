package dev.assay.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Valid names that were read lately, of what there are few: contracts and their functions. It
 * decides nothing: a name that is not here is read and checked anew. Any thread: a name is
 * immutable, and whichever of two is kept is right.
 */
final class KnownNames {
  /** A power of two; names that fall on the same place take it from each other. */
  private static final int PLACES = 64;

  private static final @Nullable String[] NAMES = new @Nullable String[PLACES];

  private KnownNames() {}

  /** The name that these bytes are, which must be there; null when it is not known. */
  static @Nullable String find(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return null;
    }
    String known = NAMES[place(bytes[offset], bytes[offset + length - 1], length)];
    if (known == null || known.length() != length) {
      return null;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != bytes[offset + i]) {
        return null;
      }
    }
    return known;
  }

  static void keep(String name) {
    NAMES[place((byte) name.charAt(0), (byte) name.charAt(name.length() - 1), name.length())] =
        name;
  }

  private static int place(byte first, byte last, int length) {
    return (first + 7 * last + 31 * length) & (PLACES - 1);
  }
}
