package dev.assay.node.storage;

import dev.assay.ledger.Block;
import dev.assay.ledger.BlockHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody who knows the format could put into the file of blocks, so that every checksum is
 * right and only hashes tell: a block of the chain with another time. For verifications, which have
 * to see that a node does not go on with it.
 *
 * @param number of the block
 * @param offset of its frame in the file {@link #FILE}
 * @param original the frame that is there
 * @param frame that takes its place, equally long
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
public record AlteredBlock(long number, long offset, byte[] original, byte[] frame) {
  public static final String FILE = BlockFrames.FILE;

  /**
   * One of the blocks that a node which starts executes again, since they are younger than its
   * newest snapshot; empty when there is none.
   *
   * @param disk of a channel whose node is down
   * @param choice any number, picks the block
   * @throws IOException what the disk throws
   */
  public static Optional<AlteredBlock> on(Disk disk, int choice) throws IOException {
    long size = disk.list().getOrDefault(FILE, 0L);
    BlockMark mark = BlockMark.read(disk).orElse(BlockMark.NONE);
    if (mark.gap().isPresent() || size < mark.fileBytes()) {
      return Optional.empty();
    }
    List<AlteredBlock> altered = new ArrayList<>();
    BlockFrames frames = new BlockFrames(disk);
    long offset = mark.fileBytes();
    Optional<BlockFrames.Found> found = frames.at(offset, size);
    while (found.isPresent()) {
      Block block = found.get().block();
      altered.add(
          new AlteredBlock(
              block.number(), offset, BlockFrames.frame(block), BlockFrames.frame(later(block))));
      offset = found.get().end();
      found = frames.at(offset, size);
    }
    return altered.isEmpty()
        ? Optional.empty()
        : Optional.of(altered.get(Math.floorMod(choice, altered.size())));
  }

  private static Block later(Block block) {
    BlockHeader header = block.header();
    return new Block(
        new BlockHeader(
            header.version(),
            header.number(),
            header.previous(),
            header.transactionsRoot(),
            header.stateRoot(),
            header.epoch(),
            header.sequence(),
            header.time() + 1,
            header.proposer()),
        block.transactions());
  }
}
