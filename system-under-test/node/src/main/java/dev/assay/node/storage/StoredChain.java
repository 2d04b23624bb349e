package dev.assay.node.storage;

import dev.assay.ledger.Block;
import dev.assay.ledger.Hash;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks a file holds: all up to the last but those of one gap, whose end is known by its
 * hash. Decides what may come next; touches no disk. One thread owns it.
 */
final class StoredChain {
  private final Set<StorageMutant> mutants;
  private long last;
  private Hash lastHash = Hash.ZERO;
  private long fileBytes = BlockFrames.HEADER_BYTES;
  private @Nullable BlockGap gap;

  StoredChain(Set<StorageMutant> mutants) {
    this.mutants = mutants;
  }

  /** It is what was durable. */
  void resume(BlockMark mark) {
    last = mark.last();
    lastHash = mark.lastHash();
    fileBytes = mark.fileBytes();
    gap = mark.gap().orElse(null);
  }

  /** What it is now, to be made durable. */
  BlockMark mark() {
    return new BlockMark(last, lastHash, fileBytes, Optional.ofNullable(gap));
  }

  /** The number of the last block; 0 before the first. */
  long last() {
    return last;
  }

  Hash lastHash() {
    return lastHash;
  }

  /** Where the next frame goes. */
  long fileBytes() {
    return fileBytes;
  }

  Optional<BlockGap> gap() {
    return Optional.ofNullable(gap);
  }

  boolean isMissing(long number) {
    BlockGap now = gap;
    return now != null && now.has(number);
  }

  /** Whether two hashes of one block are the same. */
  boolean same(Hash one, Hash other) {
    return one.equals(other) || mutants.contains(StorageMutant.HASH_NOT_VERIFIED);
  }

  /** Whether the block can be the one after the last. */
  boolean follows(Block block) {
    return block.number() == last + 1 && same(block.header().previous(), lastHash);
  }

  /** The block after the last is there, its frame ends at {@code end}. */
  void added(Block block, long end) {
    last = block.number();
    lastHash = block.hash();
    fileBytes = end;
  }

  /** Whether the block is the last of those that are missing. */
  boolean fills(Block block) {
    BlockGap now = gap;
    return now != null && block.number() == now.last() && same(block.hash(), now.lastHash());
  }

  /** The last missing block is there, its frame ends at {@code end}. */
  void filled(Block block, long end) {
    BlockGap now = gap;
    if (now != null) {
      gap =
          now.first() == now.last()
              ? null
              : new BlockGap(now.first(), now.last() - 1, block.header().previous());
    }
    fileBytes = end;
  }

  /** The chain goes on after a block that isn't here: what is before it is missing. */
  void jumpTo(long number, Hash hash) {
    BlockGap now = gap;
    gap = new BlockGap(now == null ? last + 1 : now.first(), number, hash);
    last = number;
    lastHash = hash;
  }

  /**
   * What is wrong with blocks that are to fill the end of the gap; nothing if each has the hash
   * that the block after it names, and contains what its own header says.
   *
   * @param blocks in ascending order
   */
  Optional<String> faultOf(List<Block> blocks) {
    BlockGap now = gap;
    if (now == null) {
      return Optional.of("no blocks are missing");
    }
    long number = now.last();
    Hash expected = now.lastHash();
    for (Block block : blocks.reversed()) {
      if (block.number() != number || number < now.first()) {
        return Optional.of(
            "block %d comes where block %d is missing".formatted(block.number(), number));
      }
      if (!same(block.hash(), expected)) {
        return Optional.of(
            "block %d has the hash %s, expected %s".formatted(number, block.hash(), expected));
      }
      if (!block.rootMatchesTransactions()) {
        return Optional.of("block %d is not what its header says".formatted(number));
      }
      expected = block.header().previous();
      number--;
    }
    return blocks.isEmpty() ? Optional.of("no blocks") : Optional.empty();
  }
}
