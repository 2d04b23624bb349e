package dev.assay.node.storage;

import dev.assay.raft.log.MalformedBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the segments of a log in order and decides what a bad record means. A crash can only damage
 * what was not yet synced: that is a tail of the last segment, which is cut off. Anything else is
 * corruption, and nobody may go on with a log that has forgotten what it once acknowledged.
 *
 * <p>What this can't tell: a record that was synced, is damaged, and is followed by none that was
 * written after that sync, looks as one that a crash interrupted (Alagappan et al., "Protocol-Aware
 * Recovery", FAST 2018, section 3.3.2). The cut is reported.
 */
final class LogRecovery {
  /** How often a segment's bytes are looked through again for a record behind a bad one. */
  private static final int SEARCH_BYTES_FACTOR = 16;

  private final Disk disk;
  private final boolean repairs;
  private final Set<StorageMutant> mutants;
  private final LogContents contents = new LogContents();

  /** The highest index of an entry in each segment, 0 for none. */
  private final TreeMap<Long, Long> indexMax = new TreeMap<>();

  /** The size of the segment that was read last. */
  private long bytesBefore;

  /** Up to where the segment that was read last is known to have been durable. */
  private long durableBytes;

  private Optional<CutTail> cutTail = Optional.empty();

  /**
   * @param repairs whether a torn tail is really cut; otherwise nothing is written
   */
  LogRecovery(Disk disk, boolean repairs, Set<StorageMutant> mutants) {
    this.disk = disk;
    this.mutants = mutants;
    this.repairs = repairs;
  }

  LogContents contents() {
    return contents;
  }

  SortedMap<Long, Long> indexMax() {
    return indexMax;
  }

  Optional<CutTail> cutTail() {
    return cutTail;
  }

  /**
   * Where the log goes on.
   *
   * @param version of the segment's format, 0 when there is not even a header
   * @param sizeBytes header and whole records
   * @param fileBytes what follows the records is zeros
   * @param before size of the segment before
   */
  record End(long segment, int version, long sizeBytes, long fileBytes, long before) {}

  /**
   * Reads all, repairs the tail, and makes durable what was found: a process that was killed may
   * have left records that no sync had covered, and from here on they count. They are written once
   * more before: where a sync has failed the kernel may show what it will never write (Rebello et
   * al., "Can Applications Recover from fsync Failures?", ATC 2020).
   */
  End run() throws IOException {
    List<String> files = disk.list().keySet().stream().filter(SegmentFormat::isFileName).toList();
    if (files.isEmpty()) {
      return new End(1, 0, 0, 0, 0);
    }
    long first = SegmentFormat.segment(files.getFirst());
    for (int i = 0; i < files.size(); i++) {
      String expected = SegmentFormat.fileName(first + i);
      if (!files.get(i).equals(expected)) {
        throw new StorageException(
            "log segment %s is missing, the next is %s: was it deleted, or restored from an old copy?"
                .formatted(expected, files.get(i)));
      }
    }
    long last = first + files.size() - 1;
    for (long segment = first; segment < last; segment++) {
      End end = readSegment(segment, segment == first, false);
      bytesBefore = end.sizeBytes();
      if (cutTail.isPresent()) {
        deleteAfter(segment, last); // Only with the planted bug that goes on after damage.
        return end;
      }
    }
    End end = readSegment(last, last == first, true);
    if (repairs && end.version() > 0) {
      String file = SegmentFormat.fileName(last);
      disk.writeAgain(file, durableBytes, end.sizeBytes());
      disk.sync(file);
    }
    return end;
  }

  private End readSegment(long segment, boolean first, boolean last) throws IOException {
    String file = SegmentFormat.fileName(segment);
    indexMax.put(segment, 0L);
    ByteBuffer bytes = ByteBuffer.wrap(readFile(file));
    SegmentHeader header;
    try {
      header = SegmentHeader.read(file, bytes);
    } catch (MalformedBytesException e) {
      if (!last || (first && segment > 1) || wasHeaded(bytes)) {
        throw StorageException.corrupt(file, 0, String.valueOf(e.getMessage()));
      }
      cut(file, 0, bytes.limit());
      return new End(segment, 0, 0, 0, bytesBefore);
    }
    check(file, header, segment, first);
    int offset = header.sizeBytes();
    durableBytes = 0;
    while (offset < bytes.limit()) {
      if (!SegmentFormat.recordIntact(segment, bytes, offset)
          && !(last && isTornAndTaken(bytes, offset))) {
        return tail(segment, header, bytes, offset, last);
      }
      ByteBuffer body = SegmentFormat.body(bytes, offset);
      durableBytes = Math.max(durableBytes, Math.min(offset, body.getLong(body.position())));
      readItems(segment, offset, body);
      offset += SegmentFormat.RECORD_HEADER_BYTES + body.limit();
    }
    return new End(segment, header.version(), offset, offset, bytesBefore);
  }

  /** What is there instead of a record: room, or a write that was interrupted, or damage. */
  private End tail(long segment, SegmentHeader header, ByteBuffer bytes, int offset, boolean last)
      throws IOException {
    String file = SegmentFormat.fileName(segment);
    if (last && SegmentFormat.endsAt(bytes, offset)) {
      return new End(segment, header.version(), offset, bytes.limit(), bytesBefore);
    }
    if ((!last || wasSynced(segment, bytes, offset))
        && !mutants.contains(StorageMutant.CORRUPT_MIDDLE_TRUNCATED)) {
      throw StorageException.corrupt(file, offset, "the record is damaged, and it was good once");
    }
    cut(file, offset, bytes.limit());
    return new End(segment, header.version(), offset, offset, bytesBefore);
  }

  private boolean isTornAndTaken(ByteBuffer bytes, int offset) {
    return mutants.contains(StorageMutant.TORN_TAIL_ACCEPTED)
        && SegmentFormat.maySayThatSynced(bytes, offset, -1);
  }

  private void deleteAfter(long segment, long last) throws IOException {
    for (long later = last; later > segment; later--) {
      disk.delete(SegmentFormat.fileName(later));
    }
  }

  private byte[] readFile(String file) throws IOException {
    long size = disk.list().getOrDefault(file, 0L);
    if (size > WriteAheadLog.SEGMENT_FILE_BYTES_MAX) {
      throw StorageException.corrupt(
          file,
          WriteAheadLog.SEGMENT_FILE_BYTES_MAX,
          "%d bytes, a segment has at most %d"
              .formatted(size, WriteAheadLog.SEGMENT_FILE_BYTES_MAX));
    }
    return disk.read(file, 0, (int) size);
  }

  private void check(String file, SegmentHeader header, long segment, boolean first) {
    if (header.segment() != segment) {
      throw StorageException.corrupt(file, 0, "it is segment " + header.segment() + ", renamed");
    }
    if (first) {
      checkFirst(file, header);
      return;
    }
    if (header.before() != bytesBefore) {
      throw StorageException.corrupt(
          SegmentFormat.fileName(segment - 1),
          Math.min(bytesBefore, header.before()),
          "it has %d bytes, but had %d when the next segment began"
              .formatted(bytesBefore, header.before()));
    }
    if (header.version() > 1
        && (!header.hardState().equals(contents.hardState())
            || header.last().index() != contents.last().index())) {
      throw StorageException.corrupt(
          file,
          0,
          "it begins with %s and %s, but the segments before it end with %s and %s"
              .formatted(header.hardState(), header.last(), contents.hardState(), contents.last()));
    }
  }

  /** Only a log whose segments repeat what was before them may have lost its first ones. */
  private void checkFirst(String file, SegmentHeader header) {
    if (header.version() == 1 && header.segment() > 1) {
      throw new StorageException(
          "log segment %s is missing, the next is %s: was it deleted, or restored from an old copy?"
              .formatted(SegmentFormat.fileName(header.segment() - 1), file));
    }
    contents.startAt(header.hardState(), header.last());
  }

  /** Whether a later record says that what is at {@code bad} was durable when it was written. */
  private static boolean wasSynced(long segment, ByteBuffer bytes, int bad) {
    long searched = 0;
    for (int offset = bad + 1; offset < bytes.limit() - Integer.BYTES; offset++) {
      if (SegmentFormat.maySayThatSynced(bytes, offset, bad)) {
        searched += bytes.getInt(offset + Integer.BYTES);
        if (searched > (long) SEARCH_BYTES_FACTOR * bytes.limit()) {
          // Nobody writes such bytes by chance: rather refuse than cut what may count.
          return true;
        }
        if (SegmentFormat.recordIntact(segment, bytes, offset)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a damaged header was good once: it is synced before the first record is written. (And
   * before the segments that it stands in for are removed.)
   */
  private static boolean wasHeaded(ByteBuffer bytes) {
    return SegmentHeader.saysVersion1(bytes)
        ? bytes.limit() > SegmentHeader.BYTES_VERSION_1
        : !SegmentFormat.endsAt(bytes, SegmentHeader.BYTES);
  }

  private void cut(String file, long offset, long size) throws IOException {
    if (repairs) {
      disk.truncate(file, offset);
    }
    // An empty file is one whose creation was interrupted: nothing is lost.
    cutTail = size == 0 ? Optional.empty() : Optional.of(new CutTail(file, offset, size - offset));
  }

  private void readItems(long segment, long offset, ByteBuffer body) {
    body.getLong(); // synced
    long max = 0;
    try {
      while (body.hasRemaining()) {
        LogItem item = LogItem.read(body);
        contents.take(item);
        if (item instanceof LogItem.Stored(var entry)) {
          max = Math.max(max, entry.index());
        }
      }
      if (max > 0) {
        indexMax.merge(segment, max, Math::max);
      }
    } catch (MalformedBytesException e) {
      throw StorageException.corrupt(
          SegmentFormat.fileName(segment), offset, String.valueOf(e.getMessage()));
    }
  }
}
