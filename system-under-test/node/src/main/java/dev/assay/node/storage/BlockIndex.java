package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where each block's frame begins: "assayidx", version (4), 0 (4), then for each number from 1 an
 * offset (8), 0 where there is none; big endian. Says nothing that the file of blocks does not say:
 * who follows an offset verifies what is there. It is written in pieces; what is not written yet is
 * in memory, at most {@value #UNWRITTEN_MAX} offsets.
 */
final class BlockIndex {
  static final String FILE = "chain-index";
  static final int VERSION = 1;
  static final int HEADER_BYTES = 16;
  private static final int UNWRITTEN_MAX = 4096;
  private static final int UNWRITTEN_FIRST = 64;
  private static final byte[] MAGIC = "assayidx".getBytes(US_ASCII);

  private final Disk disk;

  /** Grows up to {@link #UNWRITTEN_MAX}. */
  private long[] unwritten = new long[UNWRITTEN_FIRST];

  /** The number of the first offset that is not written. */
  private long unwrittenFirst = 1;

  private int unwrittenCount;
  private long fileBytes;

  BlockIndex(Disk disk) {
    this.disk = disk;
  }

  /**
   * Opens the file.
   *
   * @return whether it holds the offsets of all blocks up to {@code last}; otherwise it is empty
   *     now
   */
  boolean open(long last) throws IOException {
    fileBytes = disk.list().getOrDefault(FILE, 0L);
    if (last == 0 || fileBytes < position(last + 1) || !headed()) {
      clear();
      return last == 0;
    }
    return true;
  }

  /** Opens the file without changing it; whether it holds the offsets up to {@code last}. */
  boolean look(long last) throws IOException {
    fileBytes = disk.list().getOrDefault(FILE, 0L);
    return fileBytes >= position(last + 1) && headed();
  }

  private boolean headed() throws IOException {
    ByteBuffer header = ByteBuffer.wrap(disk.read(FILE, 0, HEADER_BYTES));
    if (!header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      return false;
    }
    FormatVersion.check(FILE, header.getInt(MAGIC.length), VERSION);
    return true;
  }

  private void clear() throws IOException {
    if (fileBytes > 0) {
      disk.truncate(FILE, 0);
    }
    byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(VERSION).array();
    disk.write(FILE, 0, header);
    fileBytes = header.length;
    unwrittenCount = 0;
  }

  void put(long number, long offset) throws IOException {
    if (unwrittenCount == UNWRITTEN_MAX || number != unwrittenFirst + unwrittenCount) {
      write();
      unwrittenFirst = number;
    }
    if (unwrittenCount == unwritten.length) {
      unwritten = Arrays.copyOf(unwritten, 2 * unwrittenCount);
    }
    unwritten[unwrittenCount] = offset;
    unwrittenCount++;
  }

  /** The offset of that block; 0 when it was never put. */
  long offset(long number) throws IOException {
    long at = number - unwrittenFirst;
    if (at >= 0 && at < unwrittenCount) {
      return unwritten[(int) at];
    }
    long position = position(number);
    return position + Long.BYTES > fileBytes
        ? 0
        : ByteBuffer.wrap(disk.read(FILE, position, Long.BYTES)).getLong();
  }

  /** Writes what is not written, for blocks up to {@code last}; not durable yet. */
  void writeAll(long last) throws IOException {
    write();
    extend(position(last + 1));
  }

  private void extend(long size) throws IOException {
    if (size > fileBytes) {
      disk.extend(FILE, size);
      fileBytes = size;
    }
  }

  private void write() throws IOException {
    if (unwrittenCount == 0) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(unwrittenCount * Long.BYTES);
    Arrays.stream(unwritten, 0, unwrittenCount).forEach(bytes::putLong);
    long position = position(unwrittenFirst);
    extend(position);
    disk.write(FILE, position, bytes.array());
    fileBytes = Math.max(fileBytes, position + bytes.capacity());
    unwrittenFirst += unwrittenCount;
    unwrittenCount = 0;
  }

  /** Where a block's offset is. */
  static long position(long number) {
    return HEADER_BYTES + (number - 1) * Long.BYTES;
  }
}
