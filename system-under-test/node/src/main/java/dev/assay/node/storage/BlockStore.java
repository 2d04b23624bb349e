package dev.assay.node.storage;

import dev.assay.ledger.Block;
import dev.assay.ledger.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The chain, for readers, exports and peers. Blocks follow from the log, so they are not synced one
 * by one, but before every snapshot, which makes the log before it superfluous. A node that starts
 * executes what its newest snapshot does not cover, and appends those blocks again: one that is
 * stored already is compared instead of written, so that the chain of one life of the node is
 * checked against that of its former ones.
 *
 * <p>At the start what is younger than the last {@link BlockMark} is verified, and cut where a
 * crash has damaged it; what is older is verified when it is read. A block is found by two reads of
 * the disk, the memory that it takes does not grow with the chain.
 *
 * <p>One thread owns it; the first failure is the last call that it takes.
 */
public final class BlockStore {
  private final Disk disk;
  private final Failpoints failpoints;
  private final BlockFrames frames;
  private final BlockIndex index;
  private final StoredChain chain;
  private long height;
  private boolean broken;

  private BlockStore(Disk disk, Failpoints failpoints, Set<StorageMutant> mutants) {
    this.disk = disk;
    this.failpoints = failpoints;
    frames = new BlockFrames(disk);
    index = new BlockIndex(disk);
    chain = new StoredChain(mutants);
  }

  /** A store and what its opening removed from the file's end. */
  public record Opened(BlockStore store, Optional<CutTail> cutTail) {}

  /**
   * Verifies what may not have been durable, every block's checksum, transactions root and link,
   * and cuts it where that ends. The store then has height 0 until {@link #startAt} or until its
   * blocks come again.
   *
   * @throws StorageException when the disk fails, what was durable is damaged or gone, or a newer
   *     program wrote it
   */
  public static Opened open(Disk disk) {
    return open(disk, Failpoints.NONE, Set.of());
  }

  /** As {@link #open(Disk)}; the failpoints hear of all that is stored. */
  static Opened open(Disk disk, Failpoints failpoints, Set<StorageMutant> mutants) {
    BlockStore store = new BlockStore(disk, failpoints, mutants);
    try {
      BlockRecovery recovery = new BlockRecovery(disk, store.frames, store.index, store.chain);
      return new Opened(store, recovery.run());
    } catch (IOException e) {
      throw StorageException.of("open the block store", e);
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
    if (number < 0 || number > BlockMark.NUMBER_MAX) {
      throw new StorageException(
          "a snapshot ends with block %d, at most %d".formatted(number, BlockMark.NUMBER_MAX));
    }
    if (number > chain.last()) {
      chain.jumpTo(number, headHash);
    } else {
      Hash stored = hashOf(number);
      if (!chain.same(stored, headHash)) {
        throw new StorageException(
            "the snapshot ends with block %d, %s, but stored is %s: the chain has forked"
                .formatted(number, headHash, stored));
      }
    }
    height = number;
  }

  private Hash hashOf(long number) {
    if (number == 0) {
      return Hash.ZERO;
    }
    BlockGap gap = chain.gap().filter(missing -> missing.has(number)).orElse(null);
    if (gap == null) {
      return stored(number).hash();
    }
    if (number != gap.last()) {
      throw new StorageException(
          "the snapshot ends with block %d, but blocks %d to %d are missing: is it an old copy?"
              .formatted(number, gap.first(), gap.last()));
    }
    return gap.lastHash();
  }

  /**
   * Adds the next block, or confirms that the stored one of its number is the same.
   *
   * @throws IllegalArgumentException when it is not the next
   * @throws StorageException when the disk fails, or the block does not follow what is stored: then
   *     this node's chain has forked between two of its lives, and it has to stop
   */
  public void append(Block block) {
    if (block.number() != height + 1) {
      throw new IllegalArgumentException(
          "block %d cannot follow block %d".formatted(block.number(), height));
    }
    if (block.number() <= chain.last()) {
      confirm(block);
    } else {
      write(block);
    }
    height = block.number();
  }

  private void confirm(Block block) {
    if (isStored(block)) {
      return;
    }
    Hash stored = stored(block.number()).hash();
    if (!chain.same(stored, block.hash())) {
      throw new StorageException(
          "block %d is now %s, but %s was stored before the restart: the chain has forked"
              .formatted(block.number(), block.hash(), stored));
    }
  }

  /** Whether what is stored under its number is this block, byte for byte. */
  private boolean isStored(Block block) {
    enter();
    try {
      boolean same = frames.holds(index.offset(block.number()), chain.fileBytes(), block);
      broken = false;
      return same;
    } catch (IOException e) {
      throw StorageException.of(
          "read block %d from %s".formatted(block.number(), BlockFrames.FILE), e);
    }
  }

  private void write(Block block) {
    checkFollows(block, chain.lastHash());
    enter();
    try {
      long offset = chain.fileBytes();
      failpoints.reached(Failpoint.BLOCKS_BEFORE_WRITE);
      chain.added(block, frames.write(offset, block));
      failpoints.reached(Failpoint.BLOCKS_AFTER_WRITE);
      index.put(block.number(), offset);
    } catch (IOException e) {
      throw StorageException.of(
          "append block %d to %s".formatted(block.number(), BlockFrames.FILE), e);
    }
    broken = false;
  }

  /**
   * The number of the last block appended or confirmed since the store was opened, or where it was
   * started; 0 before.
   */
  public long height() {
    return height;
  }

  /** The block of that number; empty when it is not in 1 to {@link #height()}, or is missing. */
  public Optional<Block> read(long number) {
    return isThere(number) ? Optional.of(stored(number)) : Optional.empty();
  }

  /** The block of that number as it is stored, whole but not looked into. */
  public Optional<byte[]> bytes(long number) {
    if (!isThere(number)) {
      return Optional.empty();
    }
    enter();
    try {
      long offset = index.offset(number);
      byte[] bytes =
          frames
              .bytesAt(offset, chain.fileBytes())
              .orElseThrow(() -> damaged(offset, "block %d is not here".formatted(number)));
      broken = false;
      return Optional.of(bytes);
    } catch (IOException e) {
      throw StorageException.of("read block %d from %s".formatted(number, BlockFrames.FILE), e);
    }
  }

  private boolean isThere(long number) {
    return number >= 1 && number <= height && !chain.isMissing(number);
  }

  /**
   * At most {@code countMax} blocks from {@code first} on; fewer when the chain ends or has a gap,
   * none beyond it.
   *
   * @param first from 1
   * @param countMax the bound of the caller's memory: a block has up to {@link
   *     dev.assay.ledger.BlockCodec#BYTES_MAX} bytes
   */
  public List<Block> range(long first, int countMax) {
    if (first < 1 || countMax < 0) {
      throw new IllegalArgumentException(
          "blocks are counted from 1, not %d; a count is not %d".formatted(first, countMax));
    }
    List<Block> blocks = new ArrayList<>();
    for (long number = first; isThere(number) && blocks.size() < countMax; number++) {
      blocks.add(stored(number));
    }
    return blocks;
  }

  /** What an installed snapshot has jumped over and {@link #fill} has not brought back yet. */
  public Optional<BlockRange> missing() {
    return chain.gap().map(gap -> new BlockRange(gap.first(), gap.last()));
  }

  /**
   * Takes in blocks that are {@link #missing}, from a peer that need not be trusted: each must have
   * the hash that the block after it names, and contain what its own header says. Durable with the
   * next snapshot, or {@link #sync}; blocks lost before that are missing again.
   *
   * @param blocks in ascending order, the last of them being the last that is missing
   * @return what is wrong with them; nothing of them is taken then
   * @throws StorageException when the disk fails, or they do not follow what was stored before the
   *     gap: the chain has forked
   */
  public Optional<String> fill(List<Block> blocks) {
    Optional<String> fault = chain.faultOf(blocks);
    if (fault.isPresent()) {
      return fault;
    }
    checkStart(blocks.getFirst());
    enter();
    try {
      long[] offsets = new long[blocks.size()];
      for (int i = blocks.size() - 1; i >= 0; i--) {
        offsets[i] = chain.fileBytes();
        chain.filled(blocks.get(i), frames.write(offsets[i], blocks.get(i)));
      }
      failpoints.reached(Failpoint.BLOCKS_AFTER_FILL);
      for (int i = 0; i < offsets.length; i++) {
        index.put(blocks.get(i).number(), offsets[i]);
      }
    } catch (IOException e) {
      throw StorageException.of("write fetched blocks to " + BlockFrames.FILE, e);
    }
    broken = false;
    return Optional.empty();
  }

  /** The hashes of fetched blocks lead down from a snapshot: it is not the peer who is wrong. */
  private void checkStart(Block lowest) {
    if (chain.gap().filter(gap -> gap.first() == lowest.number()).isPresent()) {
      checkFollows(lowest, lowest.number() == 1 ? Hash.ZERO : stored(lowest.number() - 1).hash());
    }
  }

  private void checkFollows(Block block, Hash stored) {
    if (!chain.same(block.header().previous(), stored)) {
      throw new StorageException(
          "block %d follows %s, but stored is %s: the chain has forked"
              .formatted(block.number(), block.header().previous(), stored));
    }
  }

  /** Makes durable all that was appended or filled in. On the owner's thread. */
  public void sync() {
    try {
      mark().sync();
    } catch (IOException e) {
      throw StorageException.of("sync the blocks", e);
    }
  }

  /** How far the chain goes at one moment, to be made durable, on any thread, one at a time. */
  interface Mark {
    void sync() throws IOException;
  }

  /** A mark of all that was appended before this call. */
  Mark mark() {
    enter();
    try {
      index.writeAll(chain.last());
    } catch (IOException e) {
      throw StorageException.of("write " + BlockIndex.FILE, e);
    }
    broken = false;
    BlockMark mark = chain.mark();
    return () -> {
      failpoints.reached(Failpoint.SNAPSHOT_BEFORE_BLOCKS);
      disk.sync(BlockFrames.FILE);
      disk.sync(BlockIndex.FILE);
      failpoints.reached(Failpoint.MARK_BEFORE_WRITE);
      mark.write(disk, failpoints);
      failpoints.reached(Failpoint.MARK_AFTER_RENAME);
    };
  }

  private Block stored(long number) {
    enter();
    try {
      long offset = index.offset(number);
      Block block =
          frames
              .at(offset, chain.fileBytes())
              .map(BlockFrames.Found::block)
              .filter(found -> found.number() == number)
              .orElseThrow(() -> damaged(offset, "block %d is not here".formatted(number)));
      broken = false;
      return block;
    } catch (IOException e) {
      throw StorageException.of("read block %d from %s".formatted(number, BlockFrames.FILE), e);
    }
  }

  private static StorageException damaged(long offset, String cause) {
    return StorageException.corrupt(BlockFrames.FILE, offset, cause);
  }

  private void enter() {
    if (broken) {
      throw new StorageException("the block store takes no calls after a failure");
    }
    broken = true;
  }
}
