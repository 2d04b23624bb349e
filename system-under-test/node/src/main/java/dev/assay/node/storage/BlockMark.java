package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.ledger.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How much of the chain is durable: a small file that is replaced as a whole, after what it speaks
 * of was synced. "assaymrk", version (4), last block (8), its hash (64 hexadecimal digits), bytes
 * of the file of blocks (8), first (8) and last (8) missing block or zeros, hash of the last
 * missing (64), CRC32C (4); big endian.
 *
 * @param last number of the last block, 0 before the first
 * @param lastHash {@link Hash#ZERO} before the first
 * @param fileBytes how much of the file of blocks is durable
 */
record BlockMark(long last, Hash lastHash, long fileBytes, Optional<BlockGap> gap) {
  static final String FILE = "chain-mark";
  static final int VERSION = 1;

  private static final String UNFINISHED = "chain-mark.tmp";
  private static final byte[] MAGIC = "assaymrk".getBytes(US_ASCII);
  private static final int HASH_BYTES = 64;
  private static final int BYTES = 8 + 4 + 8 + HASH_BYTES + 8 + 8 + 8 + HASH_BYTES + 4;

  /** So that places in the index can be computed. */
  static final long NUMBER_MAX = 1L << 48;

  static final BlockMark NONE =
      new BlockMark(0, Hash.ZERO, BlockFrames.HEADER_BYTES, Optional.empty());

  BlockMark {
    if (last < 0
        || last > NUMBER_MAX
        || fileBytes < BlockFrames.HEADER_BYTES
        || gap.filter(missing -> missing.last() > last).isPresent()) {
      throw new IllegalArgumentException(
          "block %d at the end, %d bytes durable, missing %s".formatted(last, fileBytes, gap));
    }
  }

  /** Replaces the file, durably. What it speaks of must be durable already. */
  void write(Disk disk, Failpoints failpoints) throws IOException {
    if (disk.list().containsKey(UNFINISHED)) {
      disk.delete(UNFINISHED);
    }
    disk.write(UNFINISHED, 0, bytes());
    disk.sync(UNFINISHED);
    failpoints.reached(Failpoint.MARK_BEFORE_RENAME);
    disk.rename(UNFINISHED, FILE);
  }

  private byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.put(MAGIC).putInt(VERSION).putLong(last).put(lastHash.hex().getBytes(US_ASCII));
    bytes.putLong(fileBytes);
    bytes.putLong(gap.map(BlockGap::first).orElse(0L));
    bytes.putLong(gap.map(BlockGap::last).orElse(0L));
    bytes.put(gap.map(BlockGap::lastHash).orElse(Hash.ZERO).hex().getBytes(US_ASCII));
    return bytes.putInt(crc(bytes.array())).array();
  }

  /**
   * Reads the file; empty when there is none.
   *
   * @throws StorageException when it is damaged, which no crash can explain
   */
  static Optional<BlockMark> read(Disk disk) throws IOException {
    long size = disk.list().getOrDefault(FILE, -1L);
    if (size < 0) {
      return Optional.empty();
    }
    if (size < MAGIC.length + 4 || size > 4 * BYTES) {
      throw StorageException.corrupt(FILE, 0, "it has %d bytes".formatted(size));
    }
    byte[] bytes = disk.read(FILE, 0, (int) size);
    ByteBuffer source = ByteBuffer.wrap(bytes);
    int version = source.getInt(MAGIC.length);
    boolean intact =
        source.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
            && source.getInt(bytes.length - 4) == crc(bytes);
    if (!intact) {
      throw StorageException.corrupt(FILE, 0, "its checksum is wrong");
    }
    FormatVersion.check(FILE, version, VERSION);
    if (bytes.length != BYTES) {
      throw StorageException.corrupt(FILE, 0, "it has %d bytes, not %d".formatted(size, BYTES));
    }
    try {
      return Optional.of(decode(source.position(MAGIC.length + 4)));
    } catch (IllegalArgumentException e) {
      throw StorageException.corrupt(FILE, 0, String.valueOf(e.getMessage()));
    }
  }

  private static BlockMark decode(ByteBuffer source) {
    long last = source.getLong();
    Hash lastHash = hash(source);
    long fileBytes = source.getLong();
    long gapFirst = source.getLong();
    long gapLast = source.getLong();
    Hash gapHash = hash(source);
    return new BlockMark(
        last,
        lastHash,
        fileBytes,
        gapLast == 0 ? Optional.empty() : Optional.of(new BlockGap(gapFirst, gapLast, gapHash)));
  }

  private static Hash hash(ByteBuffer source) {
    byte[] hex = new byte[HASH_BYTES];
    source.get(hex);
    return new Hash(new String(hex, US_ASCII));
  }

  /** Over all but the last four bytes, which hold it. */
  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    return (int) crc.getValue();
  }
}
