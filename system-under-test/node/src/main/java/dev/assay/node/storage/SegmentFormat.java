package dev.assay.node.storage;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The bytes of one segment of the write-ahead log, big endian; for the header see {@link
 * SegmentHeader}.
 *
 * <pre>
 * segment = header record* 0*
 * record  = "rec1" length(4) crc(4) body(length)
 * body    = synced(8) item*
 * </pre>
 *
 * A record's CRC32C covers the segment's number, the record's offset, {@code synced}, and the
 * items: a stale or misplaced record does not pass for a good one. {@code synced} is how much of
 * the segment was durable when the record was written: a bad record below it was good once, which
 * tells corruption from a write that a crash interrupted. The zeros at the end are room for more.
 * Records are the same in all versions; version 2 has one more kind of {@link LogItem}.
 */
final class SegmentFormat {
  static final int RECORD_HEADER_BYTES = 12;

  /** The largest body; a group of writes beyond it becomes several records. */
  static final int BODY_BYTES_MAX = 16 << 20;

  private static final int RECORD_MARK = 0x72656331;
  private static final String NAME_PREFIX = "log-";
  private static final Pattern FILE_NAME = Pattern.compile(NAME_PREFIX + "[0-9]{16}");

  private SegmentFormat() {}

  /** Names sort as numbers do. */
  static String fileName(long segment) {
    return NAME_PREFIX + "%016d".formatted(segment);
  }

  static boolean isFileName(String name) {
    return FILE_NAME.matcher(name).matches();
  }

  /** A record around {@code body}, whose first eight bytes are {@code synced}. */
  static byte[] record(long segment, long offset, byte[] body) {
    byte[] record = new byte[RECORD_HEADER_BYTES + body.length];
    System.arraycopy(body, 0, record, RECORD_HEADER_BYTES, body.length);
    complete(record, segment, offset);
    return record;
  }

  /** Writes the header of a record whose body is there. */
  static void complete(byte[] record, long segment, long offset) {
    int length = record.length - RECORD_HEADER_BYTES;
    ByteBuffer body = ByteBuffer.wrap(record, RECORD_HEADER_BYTES, length);
    int crc = crcOfBody(segment, offset, body);
    ByteBuffer.wrap(record).putInt(RECORD_MARK).putInt(length).putInt(crc);
  }

  /** The number in a {@link #fileName}. */
  static long segment(String fileName) {
    return Long.parseLong(fileName.substring(NAME_PREFIX.length()));
  }

  /**
   * Whether a record may be at {@code offset} that was written when {@code bad} was durable, by all
   * but its checksum.
   */
  static boolean maySayThatSynced(ByteBuffer bytes, int offset, int bad) {
    if (bytes.limit() - offset < RECORD_HEADER_BYTES + 8 || bytes.getInt(offset) != RECORD_MARK) {
      return false;
    }
    int length = bytes.getInt(offset + 4);
    return length >= 8
        && length <= BODY_BYTES_MAX
        && length <= bytes.limit() - offset - RECORD_HEADER_BYTES
        && synced(bytes, offset) > bad;
  }

  /** Whether a whole and undamaged record is at {@code offset}. */
  static boolean recordIntact(long segment, ByteBuffer bytes, int offset) {
    if (bytes.limit() - offset < RECORD_HEADER_BYTES + 8 || bytes.getInt(offset) != RECORD_MARK) {
      return false;
    }
    int length = bytes.getInt(offset + 4);
    return length >= 8
        && length <= BODY_BYTES_MAX
        && length <= bytes.limit() - offset - RECORD_HEADER_BYTES
        && bytes.getInt(offset + 8) == crcOfBody(segment, offset, body(bytes, offset));
  }

  /** Whether there is nothing but zeros from {@code offset} on. */
  static boolean endsAt(ByteBuffer bytes, int offset) {
    for (int at = offset; at < bytes.limit(); at++) {
      if (bytes.get(at) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The body of an intact record, {@code synced} included. */
  static ByteBuffer body(ByteBuffer bytes, int offset) {
    return bytes.slice(offset + RECORD_HEADER_BYTES, bytes.getInt(offset + 4));
  }

  static long synced(ByteBuffer bytes, int offset) {
    return bytes.getLong(offset + RECORD_HEADER_BYTES);
  }

  private static int crcOfBody(long segment, long offset, ByteBuffer body) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(16).putLong(segment).putLong(offset).flip());
    crc.update(body);
    return (int) crc.getValue();
  }
}
