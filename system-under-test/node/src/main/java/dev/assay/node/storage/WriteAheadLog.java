package dev.assay.node.storage;

import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.SnapshotHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
  /** No file of a log is larger. */
  static final int SEGMENT_FILE_BYTES_MAX =
      2 * LogLimits.SEGMENT_BYTES_MAX
          + SegmentFormat.RECORD_HEADER_BYTES
          + SegmentFormat.BODY_BYTES_MAX;

  private enum Condition {
    NEW,
    READY,
    /** Inside a call, and for ever after one that threw. */
    BROKEN
  }

  private final Disk disk;
  private final Failpoints failpoints;
  private final SegmentWriter writer;
  private final Set<StorageMutant> mutants;
  private Condition condition = Condition.NEW;

  /** Of all entries that the log has now. */
  private final LogTerms terms = new LogTerms();

  private HardState hardState = HardState.INITIAL;

  /** The highest index of an entry in each segment, 0 for none. */
  private final TreeMap<Long, Long> indexMax = new TreeMap<>();

  public WriteAheadLog(Disk disk) {
    this(disk, LogLimits.USUAL);
  }

  public WriteAheadLog(Disk disk, LogLimits limits) {
    this(disk, limits, Failpoints.NONE, Set.of());
  }

  WriteAheadLog(Disk disk, LogLimits limits, Failpoints failpoints, Set<StorageMutant> mutants) {
    this.disk = disk;
    this.mutants = mutants;
    this.failpoints = failpoints;
    writer = new SegmentWriter(disk, limits, failpoints);
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
    LogRecovery recovery = new LogRecovery(disk, true, mutants);
    LogContents contents = recovery.contents();
    LogPosition covered = snapshot.map(SnapshotHead::last).orElse(LogPosition.ZERO);
    try {
      LogRecovery.End end = recovery.run();
      indexMax.putAll(recovery.indexMax());
      checkCovered(contents, covered);
      hardState = contents.hardState();
      terms.restart(contents.base());
      contents.entries().forEach(entry -> terms.append(entry.position()));
      goOn(end);
      if (contents.restart(covered)) {
        terms.restart(covered);
      } else {
        // The node stopped between a snapshot's arrival and its use.
        writeRecord(List.of(new LogItem.Restart(covered, false)));
        writer.sync();
      }
    } catch (IOException e) {
      throw StorageException.of("recover the log", e);
    }
    condition = Condition.READY;
    return new Recovered(hardState, snapshot, contents.entries(), recovery.cutTail());
  }

  private void checkCovered(LogContents contents, LogPosition covered) {
    if (contents.base().index() > covered.index()) {
      throw StorageException.corrupt(
          SegmentFormat.fileName(indexMax.firstKey()),
          0,
          ("the log begins after entry %d, but the newest snapshot ends at %d:"
                  + " was a segment before it deleted, or the snapshot?")
              .formatted(contents.base().index(), covered.index()));
    }
  }

  /** In a segment of this version; one of the first version is followed by one of ours. */
  private void goOn(LogRecovery.End end) throws IOException {
    if (end.version() == 0) {
      writer.create(end.segment(), end.before(), hardState, terms.last());
    } else {
      writer.open(end);
      if (end.version() < SegmentHeader.VERSION) {
        beginSegment();
      }
    }
    indexMax.putIfAbsent(writer.segment(), 0L);
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
    failpoints.reached(Failpoint.LOG_BEFORE_APPEND);
    try {
      int from = 0;
      while (from < items.size()) {
        int to = recordEnd(items, from);
        writeRecord(items.subList(from, to));
        from = to;
      }
    } catch (IOException e) {
      throw StorageException.of("append to " + SegmentFormat.fileName(writer.segment()), e);
    }
    failpoints.reached(Failpoint.LOG_AFTER_APPEND);
    condition = Condition.READY;
  }

  /**
   * The log restarts after a snapshot of everything up to {@code position}, which is durable; see
   * {@link NodeStorage#restored}. Not durable before {@link #sync}.
   */
  public void restart(LogPosition position) {
    enter(Condition.READY);
    failpoints.reached(Failpoint.LOG_BEFORE_RESTART);
    try {
      writeRecord(List.of(new LogItem.Restart(position, terms.has(position))));
    } catch (IOException e) {
      throw StorageException.of("append to " + SegmentFormat.fileName(writer.segment()), e);
    }
    failpoints.reached(Failpoint.LOG_AFTER_RESTART);
    condition = Condition.READY;
  }

  /** Makes durable all that was appended. */
  public void sync() {
    enter(Condition.READY);
    try {
      writer.sync();
    } catch (IOException e) {
      throw StorageException.of("sync " + SegmentFormat.fileName(writer.segment()), e);
    }
    failpoints.reached(Failpoint.LOG_AFTER_SYNC);
    condition = Condition.READY;
  }

  /**
   * Removes whole segments whose entries are all at or before {@code through}, which a durable
   * snapshot covers. At once durable. The hard state and the position of the log are repeated by
   * the segment that is the first then.
   */
  public void compact(long through) {
    enter(Condition.READY);
    try {
      while (indexMax.size() > 1 && indexMax.firstEntry().getValue() <= through) {
        failpoints.reached(Failpoint.COMPACTION_BEFORE_DELETE);
        disk.delete(SegmentFormat.fileName(indexMax.firstKey()));
        failpoints.reached(Failpoint.COMPACTION_AFTER_DELETE);
        indexMax.remove(indexMax.firstKey());
      }
    } catch (IOException e) {
      throw StorageException.of("remove " + SegmentFormat.fileName(indexMax.firstKey()), e);
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
      if (SegmentWriter.SYNCED_FIELD_BYTES + (long) item.sizeBytes()
          > SegmentFormat.BODY_BYTES_MAX) {
        throw new IllegalArgumentException(
            "an entry of %d bytes: at most %d fit in a record"
                .formatted(
                    item.sizeBytes(),
                    SegmentFormat.BODY_BYTES_MAX - SegmentWriter.SYNCED_FIELD_BYTES));
      }
    }
    return items;
  }

  /** The end of the longest run of items from {@code from} that fits in one record. */
  private static int recordEnd(List<LogItem> items, int from) {
    long size = SegmentWriter.SYNCED_FIELD_BYTES;
    for (int i = from; i < items.size(); i++) {
      size += items.get(i).sizeBytes();
      if (size > SegmentFormat.BODY_BYTES_MAX) {
        return i;
      }
    }
    return items.size();
  }

  private void writeRecord(List<LogItem> items) throws IOException {
    try {
      if (writer.isFull()) {
        beginSegment();
      }
      writer.write(items);
    } catch (IOException e) {
      if (!mutants.contains(StorageMutant.ENOSPC_IGNORED)) {
        throw e;
      }
    }
    for (LogItem item : items) {
      switch (item) {
        case LogItem.State(HardState state) -> hardState = state;
        case LogItem.Stored(Entry entry) -> {
          terms.append(entry.position());
          indexMax.merge(writer.segment(), entry.index(), Math::max);
        }
        case LogItem.Restart(LogPosition position, boolean _) -> terms.restart(position);
      }
    }
  }

  private void beginSegment() throws IOException {
    writer.next(hardState, terms.last());
    indexMax.put(writer.segment(), 0L);
  }
}
