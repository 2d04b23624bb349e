package dev.assay.node.storage;

import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.SnapshotHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one place that decides what a node has promised: entries and hard state in one append-only
 * sequence of segments, so that one sync covers both. A truncation of the log is an entry written
 * at an index that exists: nothing is overwritten, and recovery sees it in its place.
 *
 * <p>{@link #append} writes, {@link #sync} makes all that was appended durable; a driver may append
 * much and sync once. What is appended in one call is one record (below 16 MiB): after a crash it
 * is there wholly or not at all.
 *
 * <p>The first failure of the disk is the last call that this log takes: a sync that failed is
 * never tried again, because the kernel may have dropped the pages that it could not write. One
 * thread owns it.
 */
public final class WriteAheadLog {
  /** A segment takes no more records once it is this large. */
  static final int SEGMENT_BYTES = 16 << 20;

  static final int SEGMENT_FILE_BYTES_MAX =
      SEGMENT_BYTES + SegmentFormat.RECORD_HEADER_BYTES + SegmentFormat.BODY_BYTES_MAX;

  private static final int SYNCED_FIELD_BYTES = 8;

  private enum Condition {
    NEW,
    READY,
    /** Inside a call, and for ever after one that threw. */
    BROKEN
  }

  private final Disk disk;
  private final int segmentBytes;
  private Condition condition = Condition.NEW;
  private long segment;
  private long sizeBytes;

  /** Invariant: {@code syncedBytes <= sizeBytes}; all earlier segments are durable. */
  private long syncedBytes;

  /** Of all entries that the log has now. */
  private final LogTerms terms = new LogTerms();

  public WriteAheadLog(Disk disk) {
    this(disk, SEGMENT_BYTES);
  }

  /**
   * @param segmentBytes when to begin the next segment, at most {@link #SEGMENT_BYTES}
   */
  WriteAheadLog(Disk disk, int segmentBytes) {
    this.disk = disk;
    this.segmentBytes = segmentBytes;
  }

  /**
   * Reads the whole log, cuts off what a crash had left incomplete, and makes the rest durable.
   * Once, before all else.
   *
   * @throws StorageException when the disk fails, a file is corrupt where no crash explains it, or
   *     was written by a newer program
   */
  public Recovered recover() {
    return recover(Optional.empty());
  }

  /** As {@link #recover()}, of a log whose beginning that snapshot may have replaced. */
  public Recovered recover(SnapshotHead snapshot) {
    return recover(Optional.of(snapshot));
  }

  private Recovered recover(Optional<SnapshotHead> snapshot) {
    enter(Condition.NEW);
    LogRecovery recovery = new LogRecovery(disk);
    LogContents contents = recovery.contents();
    try {
      LogRecovery.End end = recovery.run();
      segment = end.segment();
      sizeBytes = end.sizeBytes();
      syncedBytes = sizeBytes;
      LogPosition covered = snapshot.map(SnapshotHead::last).orElse(LogPosition.ZERO);
      boolean continues = contents.restart(covered);
      if (contents.base().index() > covered.index()) {
        throw StorageException.corrupt(
            SegmentFormat.fileName(1),
            0,
            "the log begins after entry %d, but the newest snapshot ends at %d"
                .formatted(contents.base().index(), covered.index()));
      }
      terms.restart(contents.base());
      contents.entries().forEach(entry -> terms.append(entry.position()));
      if (!continues) {
        // The node stopped between a snapshot's arrival and its use.
        writeRecord(List.of(new LogItem.Base(covered)));
        syncSegment();
      }
    } catch (IOException e) {
      throw StorageException.of("recover the log", e);
    }
    condition = Condition.READY;
    return new Recovered(contents.hardState(), snapshot, contents.entries(), recovery.cutTail());
  }

  /**
   * Writes {@code writes} in their order; not durable before {@link #sync}.
   *
   * @throws IllegalArgumentException when entries leave a gap, or one is beyond 16 MiB; nothing is
   *     written then
   */
  public void append(List<Persist> writes) {
    checkContiguous(writes);
    List<LogItem> items = items(writes);
    enter(Condition.READY);
    try {
      int from = 0;
      while (from < items.size()) {
        int to = recordEnd(items, from);
        writeRecord(items.subList(from, to));
        from = to;
      }
    } catch (IOException e) {
      throw StorageException.of("append to " + SegmentFormat.fileName(segment), e);
    }
    for (Persist write : writes) {
      write.entries().forEach(entry -> terms.append(entry.position()));
    }
    condition = Condition.READY;
  }

  /**
   * The log restarts after a snapshot of everything up to {@code position}, which is durable; see
   * {@link NodeStorage#restored}. Not durable before {@link #sync}.
   */
  public void restart(LogPosition position) {
    enter(Condition.READY);
    try {
      writeRecord(List.of(new LogItem.Base(position)));
    } catch (IOException e) {
      throw StorageException.of("append to " + SegmentFormat.fileName(segment), e);
    }
    terms.restart(position);
    condition = Condition.READY;
  }

  /** Makes durable all that was appended. */
  public void sync() {
    enter(Condition.READY);
    try {
      syncSegment();
    } catch (IOException e) {
      throw StorageException.of("sync " + SegmentFormat.fileName(segment), e);
    }
    condition = Condition.READY;
  }

  /**
   * Removes whole segments whose entries are all at or before {@code through}, which a durable
   * snapshot covers. At once durable.
   */
  public void compact(long through) {
    // Nothing yet.
  }

  private void enter(Condition expected) {
    if (condition == Condition.BROKEN) {
      throw new StorageException("the log takes no calls after a failure: the node must stop");
    }
    if (condition != expected) {
      throw new IllegalStateException("a log is recovered once, before anything else");
    }
    condition = Condition.BROKEN;
  }

  private void checkContiguous(List<Persist> writes) {
    long last = terms.last().index();
    for (Persist write : writes) {
      long previous = -1;
      for (Entry entry : write.entries()) {
        if (entry.index() > last + 1 || (previous >= 0 && entry.index() != previous + 1)) {
          throw new IllegalArgumentException(
              "entry %d cannot follow entry %d, the log ends at %d"
                  .formatted(entry.index(), previous, last));
        }
        previous = entry.index();
        last = previous;
      }
    }
  }

  private static List<LogItem> items(List<Persist> writes) {
    List<LogItem> items = new ArrayList<>();
    for (Persist write : writes) {
      write.hardState().ifPresent(state -> items.add(new LogItem.State(state)));
      write.entries().forEach(entry -> items.add(new LogItem.Stored(entry)));
    }
    for (LogItem item : items) {
      if (SYNCED_FIELD_BYTES + (long) item.sizeBytes() > SegmentFormat.BODY_BYTES_MAX) {
        throw new IllegalArgumentException(
            "an entry of %d bytes: at most %d fit in a record"
                .formatted(item.sizeBytes(), SegmentFormat.BODY_BYTES_MAX - SYNCED_FIELD_BYTES));
      }
    }
    return items;
  }

  /** The end of the longest run of items from {@code from} that fits in one record. */
  private static int recordEnd(List<LogItem> items, int from) {
    long size = SYNCED_FIELD_BYTES;
    for (int i = from; i < items.size(); i++) {
      size += items.get(i).sizeBytes();
      if (size > SegmentFormat.BODY_BYTES_MAX) {
        return i;
      }
    }
    return items.size();
  }

  private void writeRecord(List<LogItem> items) throws IOException {
    if (sizeBytes >= segmentBytes) {
      beginSegment();
    }
    int bodyBytes = SYNCED_FIELD_BYTES;
    for (LogItem item : items) {
      bodyBytes += item.sizeBytes();
    }
    ByteBuffer body = ByteBuffer.allocate(bodyBytes).putLong(syncedBytes);
    items.forEach(item -> item.write(body));
    byte[] record = SegmentFormat.record(segment, sizeBytes, body.array());
    disk.write(SegmentFormat.fileName(segment), sizeBytes, record);
    sizeBytes += record.length;
  }

  /**
   * Recovery relies on both syncs: only the last segment may have a torn tail, and no header with
   * records behind it.
   */
  private void beginSegment() throws IOException {
    syncSegment();
    segment++;
    disk.write(SegmentFormat.fileName(segment), 0, SegmentFormat.header(segment, sizeBytes));
    sizeBytes = SegmentFormat.HEADER_BYTES;
    disk.sync(SegmentFormat.fileName(segment));
    syncedBytes = sizeBytes;
  }

  private void syncSegment() throws IOException {
    if (syncedBytes < sizeBytes) {
      disk.sync(SegmentFormat.fileName(segment));
      syncedBytes = sizeBytes;
    }
  }
}
