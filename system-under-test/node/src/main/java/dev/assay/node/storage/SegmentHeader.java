package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.quorum.NodeId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The beginning of a segment, big endian.
 *
 * <pre>
 * version 1 = "assaylog" 1(4) segment(8) before(8) crc(4)
 * version 2 = "assaylog" 2(4) segment(8) before(8) term(8) index(8) indexTerm(8)
 *             voteLength(1) vote(64, rest zero) 0(7) crc(4)
 * </pre>
 *
 * Version 2 repeats what the log amounts to where the segment begins, so that segments before it
 * can go. Every later version keeps magic, version, and a checksum at byte 124, so that a newer
 * file is told from a damaged one.
 *
 * @param before the size of the segment before, 0 for the first: it can't lose records unseen
 * @param hardState where the segment begins; initial in version 1
 * @param last position of the log where the segment begins; zero in version 1
 */
record SegmentHeader(
    int version, long segment, long before, HardState hardState, LogPosition last) {
  static final int VERSION = 2;
  static final int BYTES = 128;
  static final int BYTES_VERSION_1 = 32;

  private static final byte[] MAGIC = "assaylog".getBytes(US_ASCII);
  private static final int CRC_BYTES = 4;

  static SegmentHeader of(long segment, long before, HardState hardState, LogPosition last) {
    return new SegmentHeader(VERSION, segment, before, hardState, last);
  }

  int sizeBytes() {
    return version == 1 ? BYTES_VERSION_1 : BYTES;
  }

  byte[] bytes() {
    byte[] vote = hardState.vote().map(NodeId::name).orElse("").getBytes(US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.put(MAGIC).putInt(VERSION).putLong(segment).putLong(before);
    bytes.putLong(hardState.term()).putLong(last.index()).putLong(last.term());
    bytes.put((byte) vote.length).put(vote);
    bytes.putInt(BYTES - CRC_BYTES, crc(bytes.array(), BYTES - CRC_BYTES));
    return bytes.array();
  }

  /**
   * Reads the header of a file; of a version that is not known only that it is undamaged up to its
   * version.
   *
   * @param file for the message
   * @throws StorageException when it was written by a newer program
   * @throws MalformedBytesException when it is damaged or not whole
   */
  static SegmentHeader read(String file, ByteBuffer bytes) throws MalformedBytesException {
    if (bytes.limit() < BYTES_VERSION_1
        || !bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new MalformedBytesException("the header is damaged");
    }
    int version = bytes.getInt(MAGIC.length);
    int size = version == 1 ? BYTES_VERSION_1 : BYTES;
    byte[] header = new byte[Math.min(size, bytes.limit())];
    bytes.get(0, header);
    boolean intact =
        header.length == size && bytes.getInt(size - CRC_BYTES) == crc(header, size - CRC_BYTES);
    if (!intact) {
      throw new MalformedBytesException("the header is damaged");
    }
    FormatVersion.check(file, version, VERSION);
    return version == 1 ? readVersion1(bytes) : readVersion2(bytes);
  }

  /** Whether the first bytes, however damaged the others, are of version 1. */
  static boolean saysVersion1(ByteBuffer bytes) {
    return bytes.limit() >= MAGIC.length + 4 && bytes.getInt(MAGIC.length) == 1;
  }

  private static SegmentHeader readVersion1(ByteBuffer bytes) {
    return new SegmentHeader(
        1,
        bytes.getLong(MAGIC.length + 4),
        bytes.getLong(MAGIC.length + 12),
        HardState.INITIAL,
        LogPosition.ZERO);
  }

  private static SegmentHeader readVersion2(ByteBuffer source) throws MalformedBytesException {
    ByteBuffer bytes = source.slice(0, BYTES).position(MAGIC.length + 4);
    long segment = bytes.getLong();
    long before = bytes.getLong();
    long term = bytes.getLong();
    long index = bytes.getLong();
    long indexTerm = bytes.getLong();
    int voteLength = Byte.toUnsignedInt(bytes.get());
    if (voteLength > NodeId.NAME_LENGTH_MAX) {
      throw new MalformedBytesException("a vote of %d bytes".formatted(voteLength));
    }
    byte[] vote = new byte[voteLength];
    bytes.get(vote);
    try {
      return new SegmentHeader(
          2,
          segment,
          before,
          new HardState(
              term,
              voteLength == 0
                  ? Optional.empty()
                  : Optional.of(new NodeId(new String(vote, US_ASCII)))),
          new LogPosition(index, indexTerm));
    } catch (IllegalArgumentException e) {
      throw new MalformedBytesException("impossible header: " + e.getMessage());
    }
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
