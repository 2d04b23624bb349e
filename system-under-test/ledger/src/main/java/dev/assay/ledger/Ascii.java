package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** Texts that are known to be ASCII, to bytes and back without a copy in between. */
final class Ascii {
  private Ascii() {}

  /** Writes a text's bytes into an array; there must be room. */
  @SuppressWarnings("deprecation") // Drops high bytes, of which ASCII has none.
  static void copy(String text, byte[] to, int offset) {
    text.getBytes(0, text.length(), to, offset);
  }

  /** Writes a text's bytes into a buffer that has an array. */
  static void put(String text, ByteBuffer to) {
    int position = to.position();
    to.position(position + text.length());
    copy(text, to.array(), to.arrayOffset() + position);
  }

  static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, ISO_8859_1);
  }
}
