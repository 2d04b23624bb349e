package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.ledger.Block;
import dev.assay.ledger.BlockCodec;
import dev.assay.ledger.Hash;
import dev.assay.ledger.MalformedBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The chain in one file, for readers and exports. It is never synced: the log is the truth, and a
 * node that starts replays it and appends every block again. A block that is stored already is
 * compared instead of written, so that the chain of one life of the node is checked against that of
 * its former ones. What a crash damaged is cut at the start.
 *
 * <p>File: "assayblk", version (4), then per block length (4), CRC32C (4), {@link BlockCodec}'s
 * bytes. One thread owns it; the first failure is the last call that it takes.
 */
public final class BlockStore {
  static final String FILE = "blocks";
  static final int HEADER_BYTES = 12;
  static final int FRAME_BYTES = 8;

  private static final int VERSION = 1;
  private static final byte[] HEADER =
      ByteBuffer.allocate(HEADER_BYTES).put("assayblk".getBytes(US_ASCII)).putInt(VERSION).array();

  private final Disk disk;

  /** Where the frame of block n begins, at n - 1; at {@link #storedBlocks} where the next will. */
  private long[] offsets = new long[1024];

  private int storedBlocks;
  private Hash storedHead = Hash.ZERO;
  private long height;
  private boolean broken;

  private BlockStore(Disk disk) {
    this.disk = disk;
    offsets[0] = HEADER_BYTES;
  }

  /** A store and what its opening removed from the file's end. */
  public record Opened(BlockStore store, Optional<CutTail> cutTail) {}

  /**
   * Verifies the file, every block's checksum, transactions root and link to the block before, and
   * cuts it where that ends. The store then has height 0 until its blocks come again.
   *
   * @throws StorageException when the disk fails
   */
  public static Opened open(Disk disk) {
    BlockStore store = new BlockStore(disk);
    try {
      return new Opened(store, store.verify());
    } catch (IOException e) {
      throw StorageException.of("open the block store", e);
    }
  }

  private Optional<CutTail> verify() throws IOException {
    long size = disk.list().getOrDefault(FILE, 0L);
    boolean headed =
        size >= HEADER_BYTES && Arrays.equals(disk.read(FILE, 0, HEADER_BYTES), HEADER);
    long end = headed ? HEADER_BYTES : 0;
    while (headed && end < size) {
      Optional<Block> block = frameAt(end, size).filter(this::follows);
      if (block.isEmpty()) {
        break;
      }
      end += FRAME_BYTES + BlockCodec.encode(block.get()).length;
      remember(block.get(), end);
    }
    if (end < size) {
      disk.truncate(FILE, end);
    }
    if (!headed) {
      disk.write(FILE, 0, HEADER);
    }
    return end < size ? Optional.of(new CutTail(FILE, end, size - end)) : Optional.empty();
  }

  private boolean follows(Block block) {
    return block.number() == storedBlocks + 1L
        && block.header().previous().equals(storedHead)
        && block.rootMatchesTransactions();
  }

  /** The block whose frame is at {@code offset}; empty when there is no whole and undamaged one. */
  private Optional<Block> frameAt(long offset, long limit) throws IOException {
    if (limit - offset < FRAME_BYTES) {
      return Optional.empty();
    }
    ByteBuffer frame = ByteBuffer.wrap(disk.read(FILE, offset, FRAME_BYTES));
    int length = frame.getInt();
    int crc = frame.getInt();
    if (length < 1 || length > BlockCodec.BYTES_MAX || length > limit - offset - FRAME_BYTES) {
      return Optional.empty();
    }
    byte[] bytes = disk.read(FILE, offset + FRAME_BYTES, length);
    if (crcOf(bytes) != crc) {
      return Optional.empty();
    }
    try {
      return Optional.of(BlockCodec.decode(bytes));
    } catch (MalformedBytesException e) {
      return Optional.empty();
    }
  }

  /**
   * Adds the next block, or confirms that the stored one of its number is the same.
   *
   * @throws IllegalArgumentException when it is not the next
   * @throws StorageException when the disk fails, or the stored block is another: then this node's
   *     chain has forked between two of its lives, and it has to stop
   */
  public void append(Block block) {
    if (block.number() != height + 1) {
      throw new IllegalArgumentException(
          "block %d cannot follow block %d".formatted(block.number(), height));
    }
    if (block.number() <= storedBlocks) {
      confirm(block);
    } else {
      write(block);
    }
    height = block.number();
  }

  private void confirm(Block block) {
    Hash stored = stored(block.number()).hash();
    if (!stored.equals(block.hash())) {
      throw new StorageException(
          "block %d is now %s, but %s was stored before the restart: the chain has forked"
              .formatted(block.number(), block.hash(), stored));
    }
  }

  private void write(Block block) {
    byte[] bytes = BlockCodec.encode(block);
    ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES + bytes.length);
    frame.putInt(bytes.length).putInt(crcOf(bytes)).put(bytes);
    enter();
    try {
      disk.write(FILE, offsets[storedBlocks], frame.array());
    } catch (IOException e) {
      throw StorageException.of("append block " + block.number() + " to " + FILE, e);
    }
    broken = false;
    remember(block, offsets[storedBlocks] + frame.capacity());
  }

  private void remember(Block block, long end) {
    if (storedBlocks + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, Math.multiplyExact(offsets.length, 2));
    }
    storedBlocks++;
    storedHead = block.hash();
    offsets[storedBlocks] = end;
  }

  /**
   * The number of the last block appended or confirmed since the store was opened; 0 before the
   * first.
   */
  public long height() {
    return height;
  }

  /** The block of that number; empty when it is not in 1 to {@link #height()}. */
  public Optional<Block> read(long number) {
    return number < 1 || number > height ? Optional.empty() : Optional.of(stored(number));
  }

  /**
   * At most {@code countMax} blocks from {@code first} on; fewer when the chain ends, none beyond
   * it.
   *
   * @param first from 1
   * @param countMax the bound of the caller's memory: a block has up to {@link
   *     BlockCodec#BYTES_MAX} bytes
   */
  public List<Block> range(long first, int countMax) {
    if (first < 1 || countMax < 0) {
      throw new IllegalArgumentException(
          "blocks are counted from 1, not %d; a count is not %d".formatted(first, countMax));
    }
    List<Block> blocks = new ArrayList<>();
    for (long number = first; number <= height && blocks.size() < countMax; number++) {
      blocks.add(stored(number));
    }
    return blocks;
  }

  private Block stored(long number) {
    long offset = offsets[(int) number - 1];
    enter();
    try {
      Block block =
          frameAt(offset, offsets[(int) number])
              .orElseThrow(
                  () ->
                      new StorageException(
                          "%s is corrupt at byte %d, in block %d: it was good when it was written"
                              .formatted(FILE, offset, number)));
      broken = false;
      return block;
    } catch (IOException e) {
      throw StorageException.of("read block " + number + " from " + FILE, e);
    }
  }

  /**
   * The node starts with a snapshot that ends with this block, or has just taken one from a peer:
   * the next block appended is the one after it. If the store does not reach so far, the blocks in
   * between are {@link #missing}.
   *
   * @param number 0 for a state before the first block
   * @throws StorageException when another block of that number is stored: the chain has forked
   */
  public void startAt(long number, Hash headHash) {
    if (number > storedBlocks) {
      throw new StorageException("blocks before " + number + " are missing");
    }
    if (number > 0 && !stored(number).hash().equals(headHash)) {
      throw new StorageException(
          "the snapshot ends with block %d %s, stored is %s: the chain has forked"
              .formatted(number, headHash, stored(number).hash()));
    }
    height = number;
  }

  /** What an installed snapshot has jumped over and {@link #fill} has not brought back yet. */
  public Optional<BlockRange> missing() {
    return Optional.empty();
  }

  /**
   * Takes in blocks that are {@link #missing}, from a peer that need not be trusted: each must have
   * the hash that the block after it names, and contain what its own header says.
   *
   * @param blocks in ascending order, the last of them being the last that is missing
   * @return what is wrong with them; nothing of them is taken then
   */
  public Optional<String> fill(List<Block> blocks) {
    return Optional.of("no blocks are missing");
  }

  /** Makes durable all that was appended or filled in. On the owner's thread. */
  public void sync() {
    try {
      mark().sync();
    } catch (IOException e) {
      throw StorageException.of("sync the blocks", e);
    }
  }

  /** How far the chain goes at one moment, to be made durable, on any thread. */
  interface Mark {
    void sync() throws IOException;
  }

  /** A mark of all that was appended before this call. */
  Mark mark() {
    return () -> disk.sync(FILE);
  }

  private void enter() {
    if (broken) {
      throw new StorageException("the block store takes no calls after a failure");
    }
    broken = true;
  }

  private static int crcOf(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
