package dev.assay.node.storage;

import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

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

  private long lastIndex;

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
    enter(Condition.NEW);
    LogRecovery recovery = new LogRecovery(disk);
    try {
      LogRecovery.End end = recovery.run();
      segment = end.segment();
      sizeBytes = end.sizeBytes();
      syncedBytes = sizeBytes;
    } catch (IOException e) {
      throw StorageException.of("recover the log", e);
    }
    Recovered recovered = recovery.recovered();
    lastIndex = recovered.entries().size();
    condition = Condition.READY;
    return recovered;
  }

  /**
   * Writes {@code writes} in their order; not durable before {@link #sync}.
   *
   * @throws IllegalArgumentException when entries leave a gap, or one is beyond 16 MiB; nothing is
   *     written then
   */
  public void append(List<Persist> writes) {
    long last = checkContiguous(writes);
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
    lastIndex = last;
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

  private void enter(Condition expected) {
    if (condition == Condition.BROKEN) {
      throw new StorageException("the log takes no calls after a failure: the node must stop");
    }
    if (condition != expected) {
      throw new IllegalStateException("a log is recovered once, before anything else");
    }
    condition = Condition.BROKEN;
  }

  private long checkContiguous(List<Persist> writes) {
    long last = lastIndex;
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
    return last;
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
