package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.ledger.Block;
import dev.assay.ledger.BlockCodec;
import dev.assay.ledger.MalformedBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The file of blocks: "assayblk", version (4), then frames: length (4), CRC32C (4), {@link
 * BlockCodec}'s bytes; big endian. In version 1 the file is called {@code blocks} and block n is
 * the n-th frame. In version 2 blocks that were fetched later stand behind younger ones, each run
 * of them backwards, so that every frame can be verified by one that was read before it.
 */
final class BlockFrames {
  static final String FILE = "chain";
  static final String FILE_VERSION_1 = "blocks";
  static final int VERSION = 2;
  static final int HEADER_BYTES = 12;
  static final int FRAME_BYTES = 8;

  private static final byte[] MAGIC = "assayblk".getBytes(US_ASCII);

  private final Disk disk;
  private final String file;

  BlockFrames(Disk disk) {
    this(disk, FILE);
  }

  /** The frames of a file of version 1, to be read. */
  BlockFrames(Disk disk, String file) {
    this.disk = disk;
    this.file = file;
  }

  /**
   * Whether the file begins as it should.
   *
   * @throws StorageException when it was written by a newer program
   */
  static boolean headed(Disk disk, String file, long size) throws IOException {
    if (size < HEADER_BYTES) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(disk.read(file, 0, HEADER_BYTES));
    if (!header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      return false;
    }
    int version = header.getInt(MAGIC.length);
    if (version == 0) {
      // Torn: a crash has kept the beginning.
      return false;
    }
    FormatVersion.check(file, version, VERSION);
    return true;
  }

  /**
   * Takes over a file of version 1. A program of that version cuts off what it does not understand,
   * so it must not find the file under its own name.
   */
  static void takeOverVersion1(Disk disk) throws IOException {
    long size = disk.list().getOrDefault(FILE_VERSION_1, 0L);
    if (headed(disk, FILE_VERSION_1, size)) {
      // One byte: no crash can leave half of it.
      disk.write(FILE_VERSION_1, HEADER_BYTES - 1L, new byte[] {VERSION});
      disk.sync(FILE_VERSION_1);
    }
    disk.rename(FILE_VERSION_1, FILE);
  }

  void writeHeader() throws IOException {
    disk.write(file, 0, ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(VERSION).array());
  }

  /**
   * Writes a block's frame.
   *
   * @return where the next can be
   */
  long write(long offset, Block block) throws IOException {
    byte[] frame = frame(block);
    disk.write(file, offset, frame);
    return offset + frame.length;
  }

  /** The frame around a block. */
  static byte[] frame(Block block) {
    byte[] frame = BlockCodec.encodeBehind(FRAME_BYTES, block);
    int length = frame.length - FRAME_BYTES;
    ByteBuffer.wrap(frame).putInt(length).putInt(crcOf(frame, FRAME_BYTES, length));
    return frame;
  }

  /** Whether the block's frame is at {@code offset}, byte for byte. */
  boolean holds(long offset, long limit, Block block) throws IOException {
    byte[] frame = frame(block);
    return offset >= HEADER_BYTES
        && frame.length <= limit - offset
        && Arrays.equals(frame, disk.read(file, offset, frame.length));
  }

  /** A block and where its frame ends. */
  record Found(Block block, long end) {}

  /** The block whose frame is at {@code offset}; empty when there is no whole and undamaged one. */
  Optional<Found> at(long offset, long limit) throws IOException {
    Optional<byte[]> bytes = bytesAt(offset, limit);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      Block block = BlockCodec.decode(bytes.get());
      return Optional.of(new Found(block, offset + FRAME_BYTES + bytes.get().length));
    } catch (MalformedBytesException e) {
      return Optional.empty();
    }
  }

  /** What the frame at {@code offset} holds; empty when it is not whole and undamaged. */
  Optional<byte[]> bytesAt(long offset, long limit) throws IOException {
    if (offset < HEADER_BYTES || limit - offset < FRAME_BYTES) {
      return Optional.empty();
    }
    ByteBuffer frame = ByteBuffer.wrap(disk.read(file, offset, FRAME_BYTES));
    int length = frame.getInt();
    int crc = frame.getInt();
    if (length < 1 || length > BlockCodec.BYTES_MAX || length > limit - offset - FRAME_BYTES) {
      return Optional.empty();
    }
    byte[] bytes = disk.read(file, offset + FRAME_BYTES, length);
    return crcOf(bytes, 0, length) == crc ? Optional.of(bytes) : Optional.empty();
  }

  private static int crcOf(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
