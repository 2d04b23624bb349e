package dev.assay.node.storage;

import dev.assay.ledger.Block;
import dev.assay.ledger.ChainAudit;
import dev.assay.ledger.Contract;
import dev.assay.ledger.Hash;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Verifies a stored chain: every frame in the order of the file, then every block in the order of
 * the chain, its root, its link to the block before, and its place in the index; and, as far as the
 * chain is whole from the first block on, its results and state roots by executing it again. The
 * first fault of the chain is the last that is looked for: what follows it has no meaning.
 */
final class ChainSurvey {
  private final Disk disk;
  private final List<String> faults;
  private final List<String> notes;

  /** Where each block's newest frame begins. */
  private final TreeMap<Long, Long> offsets = new TreeMap<>();

  private final BlockIndex index;
  private final ChainAudit audit;
  private String file = BlockFrames.FILE;
  private BlockMark mark = BlockMark.NONE;
  private boolean indexed;
  private long last;
  private Hash lastHash = Hash.ZERO;
  private long verified;
  private long executed;

  ChainSurvey(Disk disk, List<Contract> contracts, List<String> faults, List<String> notes) {
    this.disk = disk;
    this.faults = faults;
    this.notes = notes;
    index = new BlockIndex(disk);
    audit = new ChainAudit(contracts);
  }

  FolderReport.Blocks survey() throws IOException {
    try {
      if (!disk.list().containsKey(file)) {
        file = BlockFrames.FILE_VERSION_1;
      }
      mark = BlockMark.read(disk).orElse(BlockMark.NONE);
      long size = disk.list().getOrDefault(file, 0L);
      if (size > 0 || mark.last() > 0) {
        surveyFile(size);
      }
    } catch (StorageException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    Optional<BlockRange> missing =
        mark.gap().map(gap -> new BlockRange(gap.first(), gap.last())).filter(this::isMissing);
    return new FolderReport.Blocks(last, lastHash.hex(), missing, verified, executed);
  }

  /** Blocks that were fetched after the mark was written are there. */
  private boolean isMissing(BlockRange range) {
    return !offsets.containsKey(range.first());
  }

  private void surveyFile(long size) throws IOException {
    if (!BlockFrames.headed(disk, file, size)) {
      if (mark.last() > 0) {
        throw StorageException.corrupt(file, 0, "the header is damaged");
      }
      notes.add(file + ": it has no header; the next start begins it anew");
      return;
    }
    BlockFrames frames = new BlockFrames(disk, file);
    readFrames(frames, size);
    indexed = mark.last() > 0 && index.look(mark.last());
    if (mark.last() > 0 && !indexed) {
      notes.add(BlockIndex.FILE + ": it is not whole; the next start makes it again");
    }
    for (Map.Entry<Long, Long> place : offsets.entrySet()) {
      if (!verify(frames, place.getKey(), place.getValue(), size)) {
        return;
      }
    }
    checkReached();
  }

  private void readFrames(BlockFrames frames, long size) throws IOException {
    long offset = BlockFrames.HEADER_BYTES;
    Optional<BlockFrames.Found> found = frames.at(offset, size);
    while (found.isPresent()) {
      offsets.put(found.get().block().number(), offset);
      offset = found.get().end();
      found = frames.at(offset, size);
    }
    if (offset < mark.fileBytes() && mark.last() > 0) {
      throw StorageException.corrupt(
          file, offset, "no whole block, but %d bytes were durable".formatted(mark.fileBytes()));
    }
    if (offset < size) {
      notes.add(
          "%s: %d bytes from byte %d on are no block; the next start cuts them"
              .formatted(file, size - offset, offset));
    }
  }

  /** Verifies the next block; false when nothing after it needs to be looked at. */
  private boolean verify(BlockFrames frames, long number, long offset, long size)
      throws IOException {
    Block block =
        frames
            .at(offset, size)
            .orElseThrow(() -> StorageException.corrupt(file, offset, "it changes while read"))
            .block();
    Optional<String> fault = linkFault(block, number, offset);
    if (fault.isPresent() && offset >= mark.fileBytes()) {
      notes.add("%s: %s, at byte %d; the next start cuts it".formatted(file, fault.get(), offset));
      return false;
    }
    if (fault.isPresent()) {
      throw StorageException.corrupt(file, offset, fault.get());
    }
    if (indexed && number <= mark.last() && index.offset(number) != offset) {
      throw StorageException.corrupt(
          BlockIndex.FILE,
          BlockIndex.position(number),
          "block %d is at byte %d of %s".formatted(number, offset, file));
    }
    verified++;
    execute(block, offset);
    last = number;
    lastHash = block.hash();
    return true;
  }

  private Optional<String> linkFault(Block block, long number, long offset) {
    Hash expected = lastHash;
    if (number != last + 1) {
      Optional<BlockGap> gap = mark.gap().filter(known -> known.last() == number - 1);
      if (gap.isEmpty() && offset < mark.fileBytes()) {
        return Optional.of("block %d follows block %d".formatted(number, last));
      }
      expected = gap.map(BlockGap::lastHash).orElse(block.header().previous());
    }
    if (!block.header().previous().equals(expected)) {
      return Optional.of(
          "block %d names %s as its predecessor's hash, which is %s"
              .formatted(number, block.header().previous(), expected));
    }
    if (!block.rootMatchesTransactions()) {
      return Optional.of("block %d has another transactions root".formatted(number));
    }
    if (number == mark.last() && !block.hash().equals(mark.lastHash())) {
      return Optional.of("block %d was %s".formatted(number, mark.lastHash()));
    }
    return Optional.empty();
  }

  private void execute(Block block, long offset) {
    if (executed == block.number() - 1) {
      Optional<ChainAudit.Fault> fault = audit.next(block);
      if (fault.isPresent()) {
        throw StorageException.corrupt(
            file, offset, "block %d: %s".formatted(block.number(), fault.get().cause()));
      }
      executed++;
    }
  }

  /** The chain may end with a gap, right after a snapshot came. */
  private void checkReached() {
    boolean gapAtEnd = mark.gap().filter(gap -> gap.last() == mark.last()).isPresent();
    if (last < mark.last() && !gapAtEnd) {
      throw StorageException.corrupt(
          file,
          mark.fileBytes(),
          "the last block is %d, but block %d was durable".formatted(last, mark.last()));
    }
  }
}
