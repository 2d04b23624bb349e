package dev.assay.ledger;

import java.util.Arrays;

/** Lines of ASCII text as bytes, each with a line feed; used again and again. */
final class LineBuffer {
  private byte[] bytes = new byte[512];
  private int length;

  void clear() {
    length = 0;
  }

  LineBuffer line(String text) {
    int size = text.length();
    if (bytes.length - length <= size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + size + 1));
    }
    Ascii.copy(text, bytes, length);
    length += size;
    bytes[length++] = '\n';
    return this;
  }

  LineBuffer line(int number) {
    return line(Integer.toString(number));
  }

  /** What was written, and after it anything. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
