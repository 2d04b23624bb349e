package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.SnapshotHead;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of a snapshot, big endian; the same on every node, and what nodes send each other.
 *
 * <pre>
 * snapshot = header piece* end
 * header   = "assaysnp" version(4) length(4) index(8) term(8) membership crc(4)
 * piece    = length(4) crc(4) bytes(length)
 * end      = 0(4) crc(4) pieces(8) contentBytes(8) contentCrc(4)
 * </pre>
 *
 * The header's length counts index, term and membership. Every piece but the last is full. A CRC32C
 * covers what precedes it in the header; a piece's number and bytes; the three fields of the end.
 */
final class SnapshotFormat {
  static final int VERSION = 1;
  static final int PIECE_BYTES_MAX = 64 << 10;
  static final int FIXED_HEADER_BYTES = 16;
  static final int PIECE_HEADER_BYTES = 8;
  static final int END_BYTES = PIECE_HEADER_BYTES + 8 + 8 + 4;

  /** Index, term, membership. */
  static final int HEAD_BYTES_MAX = 64 << 10;

  private static final byte[] MAGIC = "assaysnp".getBytes(US_ASCII);
  private static final int POSITION_BYTES = 16;
  private static final int CRC_BYTES = 4;

  private SnapshotFormat() {}

  static byte[] header(SnapshotHead head) {
    byte[] membership = MembershipCodec.encode(head.membership());
    int length = POSITION_BYTES + membership.length;
    if (length > HEAD_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a snapshot's head of %d bytes, at most %d".formatted(length, HEAD_BYTES_MAX));
    }
    ByteBuffer bytes = ByteBuffer.allocate(FIXED_HEADER_BYTES + length + CRC_BYTES);
    bytes.put(MAGIC).putInt(VERSION).putInt(length);
    bytes.putLong(head.last().index()).putLong(head.last().term()).put(membership);
    return bytes.putInt(crc(bytes.array(), 0, bytes.position())).array();
  }

  /** The size of the whole header, given its first {@link #FIXED_HEADER_BYTES}. */
  static int headerBytes(byte[] fixed) throws MalformedBytesException {
    ByteBuffer bytes = ByteBuffer.wrap(fixed);
    if (!bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new MalformedBytesException("it does not begin as a snapshot does");
    }
    int length = bytes.getInt(MAGIC.length + 4);
    if (length < POSITION_BYTES || length > HEAD_BYTES_MAX) {
      throw new MalformedBytesException(
          "a head of %d bytes, possible are %d to %d"
              .formatted(length, POSITION_BYTES, HEAD_BYTES_MAX));
    }
    return FIXED_HEADER_BYTES + length + CRC_BYTES;
  }

  static int headerVersion(byte[] fixed) {
    return ByteBuffer.wrap(fixed).getInt(MAGIC.length);
  }

  /** The head that a whole header is of. */
  static SnapshotHead head(byte[] header) throws MalformedBytesException {
    ByteBuffer bytes = ByteBuffer.wrap(header);
    int crcAt = header.length - CRC_BYTES;
    if (bytes.getInt(crcAt) != crc(header, 0, crcAt)) {
      throw new MalformedBytesException("the header is damaged");
    }
    bytes.position(FIXED_HEADER_BYTES);
    long index = bytes.getLong();
    long term = bytes.getLong();
    byte[] membership = new byte[crcAt - bytes.position()];
    bytes.get(membership);
    if (index < 1 || term < 1) {
      throw new MalformedBytesException("a snapshot of index %d, term %d".formatted(index, term));
    }
    return new SnapshotHead(new LogPosition(index, term), MembershipCodec.decode(membership));
  }

  static byte[] piece(long number, byte[] content, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(PIECE_HEADER_BYTES + length);
    bytes.putInt(length).putInt(pieceCrc(number, content, length)).put(content, 0, length);
    return bytes.array();
  }

  static int pieceCrc(long number, byte[] content, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    crc.update(content, 0, length);
    return (int) crc.getValue();
  }

  static byte[] end(long pieces, long contentBytes, int contentCrc) {
    ByteBuffer bytes = ByteBuffer.allocate(END_BYTES);
    bytes.putInt(0).putInt(0).putLong(pieces).putLong(contentBytes).putInt(contentCrc);
    bytes.putInt(4, crc(bytes.array(), PIECE_HEADER_BYTES, bytes.position() - PIECE_HEADER_BYTES));
    return bytes.array();
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
