package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of one segment of the write-ahead log, big endian.
 *
 * <pre>
 * segment = header record*
 * header  = "assaylog" version(4) segment(8) before(8) crc(4)
 * record  = "rec1" length(4) crc(4) body(length)
 * body    = synced(8) item*
 * </pre>
 *
 * A record's CRC32C covers the segment's number, the record's offset, {@code synced}, and the
 * items: a stale or misplaced record does not pass for a good one. {@code synced} is how much of
 * the segment was durable when the record was written: a bad record below it was good once, which
 * tells corruption from a write that a crash interrupted.
 */
final class SegmentFormat {
  static final int VERSION = 1;
  static final int HEADER_BYTES = 32;
  static final int RECORD_HEADER_BYTES = 12;

  /** The largest body; a group of writes beyond it becomes several records. */
  static final int BODY_BYTES_MAX = 16 << 20;

  private static final byte[] MAGIC = "assaylog".getBytes(US_ASCII);
  private static final int RECORD_MARK = 0x72656331;
  private static final String NAME_PREFIX = "log-";

  private SegmentFormat() {}

  /** Names sort as numbers do. */
  static String fileName(long segment) {
    return NAME_PREFIX + "%016d".formatted(segment);
  }

  static boolean isFileName(String name) {
    return name.matches("log-[0-9]{16}");
  }

  /**
   * @param bytesBefore the size of the segment before, 0 for the first: it can't lose records
   *     unseen
   */
  static byte[] header(long segment, long bytesBefore) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.put(MAGIC).putInt(VERSION).putLong(segment).putLong(bytesBefore);
    header.putInt(crcOf(header.array(), 0, header.position()));
    return header.array();
  }

  /** Whether the first bytes are a header of any version: undamaged, and of a log. */
  static boolean headerIntact(ByteBuffer bytes) {
    if (bytes.limit() < HEADER_BYTES) {
      return false;
    }
    byte[] header = new byte[HEADER_BYTES];
    bytes.get(0, header);
    return ByteBuffer.wrap(header, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
        && crcOf(header, 0, HEADER_BYTES - 4) == bytes.getInt(HEADER_BYTES - 4);
  }

  static int headerVersion(ByteBuffer bytes) {
    return bytes.getInt(MAGIC.length);
  }

  static long headerSegment(ByteBuffer bytes) {
    return bytes.getLong(MAGIC.length + 4);
  }

  static long headerBytesBefore(ByteBuffer bytes) {
    return bytes.getLong(MAGIC.length + 12);
  }

  /** A record around {@code body}, whose first eight bytes are {@code synced}. */
  static byte[] record(long segment, long offset, byte[] body) {
    ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER_BYTES + body.length);
    record.putInt(RECORD_MARK).putInt(body.length);
    record.putInt(crcOfBody(segment, offset, ByteBuffer.wrap(body)));
    return record.put(body).array();
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

  private static int crcOf(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
