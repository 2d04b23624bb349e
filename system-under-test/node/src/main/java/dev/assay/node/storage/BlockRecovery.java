package dev.assay.node.storage;

import dev.assay.ledger.Block;
import java.io.IOException;
import java.util.Optional;

/**
 * Opens the file of blocks: what is younger than the last {@link BlockMark} is verified, every
 * block's checksum, transactions root and link, and cut where that ends. A lost index is built
 * again.
 */
final class BlockRecovery {
  private final Disk disk;
  private final BlockFrames frames;
  private final BlockIndex index;
  private final StoredChain chain;

  BlockRecovery(Disk disk, BlockFrames frames, BlockIndex index, StoredChain chain) {
    this.disk = disk;
    this.frames = frames;
    this.index = index;
    this.chain = chain;
  }

  /**
   * Takes over what is stored.
   *
   * @return what was cut from the file's end
   * @throws StorageException when what was durable is damaged or gone, or a newer program wrote it
   */
  Optional<CutTail> run() throws IOException {
    if (disk.list().containsKey(BlockFrames.FILE_VERSION_1)
        && !disk.list().containsKey(BlockFrames.FILE)) {
      BlockFrames.takeOverVersion1(disk);
    }
    long size = disk.list().getOrDefault(BlockFrames.FILE, 0L);
    boolean headed = BlockFrames.headed(disk, BlockFrames.FILE, size);
    Optional<BlockMark> mark = BlockMark.read(disk);
    if (mark.isPresent()) {
      checkDurable(mark.get(), size, headed);
    }
    BlockMark start = mark.orElse(BlockMark.NONE);
    chain.resume(start);
    if (!index.open(chain.last())) {
      indexAgain(start);
    }
    long end = headed ? scan(size) : 0;
    if (end < size) {
      disk.truncate(BlockFrames.FILE, end);
    }
    if (!headed) {
      frames.writeHeader();
    } else {
      // What no sync has covered, or a failed one, is there to be synced.
      disk.writeAgain(BlockFrames.FILE, mark.isPresent() ? start.fileBytes() : 0, end);
    }
    return end < size
        ? Optional.of(new CutTail(BlockFrames.FILE, end, size - end))
        : Optional.empty();
  }

  private static void checkDurable(BlockMark mark, long size, boolean headed) {
    if (!headed) {
      throw StorageException.corrupt(BlockFrames.FILE, 0, "the header is damaged");
    }
    if (size < mark.fileBytes()) {
      throw StorageException.corrupt(
          BlockFrames.FILE,
          size,
          "it ends here, but %d bytes were durable".formatted(mark.fileBytes()));
    }
  }

  /** Takes in the blocks beyond the mark, as far as they are sound; returns where that ends. */
  private long scan(long size) throws IOException {
    Block.Check check = new Block.Check();
    Optional<BlockFrames.Found> found = frames.at(chain.fileBytes(), size);
    while (found.isPresent() && take(found.get(), check)) {
      found = frames.at(chain.fileBytes(), size);
    }
    return chain.fileBytes();
  }

  private boolean take(BlockFrames.Found found, Block.Check check) throws IOException {
    Block block = found.block();
    long offset = chain.fileBytes();
    if (!check.rootMatchesTransactions(block)) {
      return false;
    }
    if (chain.follows(block)) {
      chain.added(block, found.end());
    } else if (chain.fills(block)) {
      chain.filled(block, found.end());
    } else {
      return false;
    }
    index.put(block.number(), offset);
    return true;
  }

  /** The index is lost, or of a former version: everything is read once. */
  private void indexAgain(BlockMark mark) throws IOException {
    long offset = BlockFrames.HEADER_BYTES;
    while (offset < mark.fileBytes()) {
      long at = offset;
      BlockFrames.Found found =
          frames
              .at(at, mark.fileBytes())
              .orElseThrow(
                  () -> StorageException.corrupt(BlockFrames.FILE, at, "no block is here"));
      index.put(found.block().number(), offset);
      offset = found.end();
    }
  }
}
