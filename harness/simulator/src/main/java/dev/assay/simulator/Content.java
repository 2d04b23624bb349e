package dev.assay.simulator;

import java.util.Arrays;

/** Bytes that grow. INVARIANT: everything in {@code bytes} from {@code size} on is zero. */
final class Content {
  private static final int BYTES_MIN = 256;

  private byte[] bytes = new byte[0];
  private int size;

  int size() {
    return size;
  }

  byte[] read(long offset, int length) {
    if (offset >= size) {
      return new byte[0];
    }
    int from = (int) offset;
    return Arrays.copyOfRange(bytes, from, from + Math.min(length, size - from));
  }

  void write(long offset, byte[] source, int length) {
    if (length == 0) {
      return;
    }
    int end = Math.toIntExact(offset + length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(BYTES_MIN, Math.max(end, end + end / 2)));
    }
    System.arraycopy(source, 0, bytes, (int) offset, length);
    size = Math.max(size, end);
  }

  void truncate(long newSize) {
    if (newSize < size) {
      Arrays.fill(bytes, (int) newSize, size, (byte) 0);
      size = (int) newSize;
    }
  }

  /** Whether both hold the same, but for zeros at the end of one. */
  boolean says(Content other) {
    int common = Math.min(size, other.size);
    return Arrays.equals(bytes, 0, common, other.bytes, 0, common)
        && isZeroFrom(common)
        && other.isZeroFrom(common);
  }

  private boolean isZeroFrom(int offset) {
    for (int i = offset; i < size; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  void copyFrom(Content other) {
    bytes = Arrays.copyOf(other.bytes, other.size);
    size = other.size;
  }
}
