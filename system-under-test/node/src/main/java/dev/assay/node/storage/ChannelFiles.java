package dev.assay.node.storage;

import dev.assay.raft.log.SnapshotHead;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * What one channel keeps in its folder: the log, the snapshots, the blocks. A storage is built
 * around it, which says on which threads they are used.
 */
public final class ChannelFiles {
  private final WriteAheadLog log;
  private final SnapshotStore snapshots;
  private final BlockStore blocks;
  private final Optional<CutTail> cutBlocks;

  private ChannelFiles(
      Disk disk,
      LogLimits limits,
      Failpoints failpoints,
      Set<StorageMutant> mutants,
      BlockStore.Opened opened) {
    log = new WriteAheadLog(disk, limits, failpoints, mutants);
    snapshots = new SnapshotStore(disk, failpoints);
    blocks = opened.store();
    cutBlocks = opened.cutTail();
  }

  /**
   * Opens the blocks; the rest is read by {@link #recover}.
   *
   * @throws StorageException when the disk fails or its blocks are corrupt
   */
  public static ChannelFiles open(Disk disk) {
    return open(disk, LogLimits.USUAL);
  }

  /** As {@link #open(Disk)}, with a log of other sizes. */
  public static ChannelFiles open(Disk disk, LogLimits limits) {
    return open(disk, limits, Failpoints.NONE, Set.of());
  }

  /**
   * As {@link #open(Disk, LogLimits)}.
   *
   * @param failpoints hear of all that is stored from now on
   * @param mutants none in earnest
   */
  public static ChannelFiles open(
      Disk disk, LogLimits limits, Failpoints failpoints, Set<StorageMutant> mutants) {
    return new ChannelFiles(
        disk, limits, failpoints, mutants, BlockStore.open(disk, failpoints, mutants));
  }

  /** The chain; it belongs to the thread that owns the node. */
  public BlockStore blocks() {
    return blocks;
  }

  /** What opening removed from the end of the blocks. */
  public Optional<CutTail> cutBlocks() {
    return cutBlocks;
  }

  /** The log; it belongs to the thread of the storage. */
  public WriteAheadLog log() {
    return log;
  }

  /** Reads log and snapshots, once. See {@link NodeStorage#recover}. */
  public Recovered recover() {
    try {
      Optional<SnapshotHead> newest = snapshots.recover();
      return newest.isPresent() ? log.recover(newest.get()) : log.recover();
    } catch (IOException e) {
      throw StorageException.of("recover the newest snapshot", e);
    }
  }

  /**
   * Begins to store a snapshot; on the thread that owns the node, for it marks how far the blocks
   * go. The steps may then be taken on another.
   */
  public SnapshotSave save(SnapshotHead head, SnapshotContent content) {
    return new SnapshotSave(snapshots, blocks.mark(), head, content);
  }

  /** See {@link NodeStorage#compact}. On the log's thread. */
  public void compact(long through) {
    long durable = snapshots.newest().map(head -> head.last().index()).orElse(0L);
    log.compact(Math.min(through, durable));
  }

  /** See {@link NodeStorage#readChunk}. On the snapshots' thread. */
  public Optional<SnapshotChunk> readChunk(SnapshotHead head, long offset, int max) {
    try {
      return snapshots.read(head, offset, max);
    } catch (IOException e) {
      throw StorageException.of("read the snapshot of " + head.last(), e);
    }
  }

  /** See {@link NodeStorage#storeChunk}. On the snapshots' thread. */
  public ChunkOutcome storeChunk(SnapshotHead head, long offset, byte[] bytes, long total) {
    try {
      return snapshots.store(head, offset, bytes, total);
    } catch (IOException e) {
      throw StorageException.of("store a part of the snapshot of " + head.last(), e);
    }
  }

  /** See {@link NodeStorage#openSnapshot}. */
  public SnapshotSource openSnapshot(SnapshotHead head) {
    try {
      return snapshots.open(head);
    } catch (IOException e) {
      throw StorageException.of("open the snapshot of " + head.last(), e);
    }
  }
}
