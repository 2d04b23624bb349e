package dev.assay.node.storage;

import dev.assay.raft.log.MalformedBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads the segments of a log in order and decides what a bad record means. A crash can only damage
 * what was not yet synced: that is a tail of the last segment, which is cut off. Anything else is
 * corruption, and nobody may go on with a log that has forgotten what it once acknowledged.
 */
final class LogRecovery {
  private final Disk disk;
  private final LogContents contents = new LogContents();

  /** The size of the segment that was read last. */
  private long bytesBefore;

  private Optional<CutTail> cutTail = Optional.empty();

  LogRecovery(Disk disk) {
    this.disk = disk;
  }

  LogContents contents() {
    return contents;
  }

  Optional<CutTail> cutTail() {
    return cutTail;
  }

  /** Where the log goes on: a segment with its header and whole records only, all durable. */
  record End(long segment, long sizeBytes) {}

  /**
   * Reads all, repairs the tail, and makes durable what was found: a process that was killed may
   * have left records that no sync had covered, and from here on they count.
   */
  End run() throws IOException {
    List<String> files = disk.list().keySet().stream().filter(SegmentFormat::isFileName).toList();
    for (int i = 0; i < files.size(); i++) {
      String expected = SegmentFormat.fileName(i + 1L);
      if (!files.get(i).equals(expected)) {
        throw new StorageException(
            "log segment %s is missing, the next is %s: was it deleted, or restored from an old copy?"
                .formatted(expected, files.get(i)));
      }
    }
    for (int i = 1; i < files.size(); i++) {
      bytesBefore = readSegment(i, false);
    }
    long last = Math.max(1, files.size());
    long size = files.isEmpty() ? 0 : readSegment(last, true);
    String file = SegmentFormat.fileName(last);
    if (size == 0) {
      disk.write(file, 0, SegmentFormat.header(last, bytesBefore));
      size = SegmentFormat.HEADER_BYTES;
    }
    disk.sync(file);
    return new End(last, size);
  }

  /**
   * Takes in a segment's records; returns the size it has after its tail was cut, 0 when not even a
   * header is left.
   */
  private long readSegment(long segment, boolean last) throws IOException {
    String file = SegmentFormat.fileName(segment);
    ByteBuffer bytes = ByteBuffer.wrap(readFile(file));
    if (!SegmentFormat.headerIntact(bytes)) {
      // A header is synced before the first record is written: one with records behind it was good.
      if (!last || bytes.limit() > SegmentFormat.HEADER_BYTES) {
        throw corrupt(file, 0, "the header is damaged");
      }
      cut(file, 0, bytes.limit());
      return 0;
    }
    checkHeader(file, segment, bytes);
    int offset = SegmentFormat.HEADER_BYTES;
    while (offset < bytes.limit()) {
      if (!SegmentFormat.recordIntact(segment, bytes, offset)) {
        if (!last || wasSynced(segment, bytes, offset)) {
          throw corrupt(file, offset, "the record is damaged, and it was good once");
        }
        cut(file, offset, bytes.limit());
        return offset;
      }
      ByteBuffer body = SegmentFormat.body(bytes, offset);
      readItems(file, offset, body);
      offset += SegmentFormat.RECORD_HEADER_BYTES + body.limit();
    }
    return offset;
  }

  private byte[] readFile(String file) throws IOException {
    long size = disk.list().getOrDefault(file, 0L);
    if (size > WriteAheadLog.SEGMENT_FILE_BYTES_MAX) {
      throw corrupt(
          file,
          WriteAheadLog.SEGMENT_FILE_BYTES_MAX,
          "%d bytes, a segment has at most %d"
              .formatted(size, WriteAheadLog.SEGMENT_FILE_BYTES_MAX));
    }
    return disk.read(file, 0, (int) size);
  }

  private void checkHeader(String file, long segment, ByteBuffer bytes) {
    int version = SegmentFormat.headerVersion(bytes);
    if (version != SegmentFormat.VERSION) {
      throw new StorageException(
          "%s at byte 0: log format version %d, this program reads %d: was it written by a newer program?"
              .formatted(file, version, SegmentFormat.VERSION));
    }
    if (SegmentFormat.headerSegment(bytes) != segment) {
      throw corrupt(file, 0, "it is segment " + SegmentFormat.headerSegment(bytes) + ", renamed");
    }
    if (SegmentFormat.headerBytesBefore(bytes) != bytesBefore) {
      throw corrupt(
          SegmentFormat.fileName(segment - 1),
          bytesBefore,
          "it ends here, but had %d bytes when the next segment began"
              .formatted(SegmentFormat.headerBytesBefore(bytes)));
    }
  }

  /** Whether a later record says that what is at {@code bad} was durable when it was written. */
  private static boolean wasSynced(long segment, ByteBuffer bytes, int bad) {
    for (int offset = bad + 1; offset < bytes.limit(); offset++) {
      if (SegmentFormat.recordIntact(segment, bytes, offset)
          && SegmentFormat.synced(bytes, offset) > bad) {
        return true;
      }
    }
    return false;
  }

  private void cut(String file, long offset, long size) throws IOException {
    disk.truncate(file, offset);
    // An empty file is one whose creation was interrupted: nothing is lost.
    cutTail = size == 0 ? Optional.empty() : Optional.of(new CutTail(file, offset, size - offset));
  }

  private void readItems(String file, long offset, ByteBuffer body) {
    body.getLong(); // synced
    try {
      while (body.hasRemaining()) {
        contents.take(LogItem.read(body));
      }
    } catch (MalformedBytesException e) {
      throw corrupt(file, offset, String.valueOf(e.getMessage()));
    }
  }

  private static StorageException corrupt(String file, long offset, String cause) {
    return StorageException.corrupt(file, offset, cause);
  }
}
