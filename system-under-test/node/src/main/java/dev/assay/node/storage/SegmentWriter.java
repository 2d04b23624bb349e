package dev.assay.node.storage;

import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The segment at the end of a log, which alone is written to. */
final class SegmentWriter {
  static final int SYNCED_FIELD_BYTES = 8;

  private final Disk disk;
  private final LogLimits limits;
  private final Failpoints failpoints;
  private long segment;
  private String file = "";

  /** Where the next record goes. */
  private long sizeBytes;

  /** INVARIANT: {@code syncedBytes <= sizeBytes}; all earlier segments are durable. */
  private long syncedBytes;

  /** The file's size: zeros from {@code sizeBytes} on. */
  private long allocatedBytes;

  SegmentWriter(Disk disk, LogLimits limits, Failpoints failpoints) {
    this.disk = disk;
    this.limits = limits;
    this.failpoints = failpoints;
  }

  long segment() {
    return segment;
  }

  boolean isFull() {
    return sizeBytes >= limits.segmentBytes();
  }

  /** Goes on with a segment of this version that was found on the disk; all of it is durable. */
  void open(LogRecovery.End end) {
    segment = end.segment();
    file = SegmentFormat.fileName(segment);
    sizeBytes = end.sizeBytes();
    syncedBytes = sizeBytes;
    allocatedBytes = end.fileBytes();
  }

  /** Begins the first segment, or one that was found without even a header. */
  void create(long number, long before, HardState hardState, LogPosition last) throws IOException {
    segment = number;
    file = SegmentFormat.fileName(segment);
    byte[] header = SegmentHeader.of(number, before, hardState, last).bytes();
    disk.write(file, 0, header);
    sizeBytes = header.length;
    allocatedBytes = sizeBytes;
    allocate();
    failpoints.reached(Failpoint.LOG_SEGMENT_BEGUN);
    disk.sync(file);
    syncedBytes = sizeBytes;
  }

  /**
   * Closes the segment and begins the next. Recovery relies on all three syncs: only the last
   * segment may have a torn tail, none before it has room left, and no header with records behind
   * it is torn.
   */
  void next(HardState hardState, LogPosition last) throws IOException {
    sync();
    if (allocatedBytes > sizeBytes) {
      disk.truncate(file, sizeBytes);
      disk.sync(file);
    }
    failpoints.reached(Failpoint.LOG_SEGMENT_CLOSED);
    create(segment + 1, sizeBytes, hardState, last);
  }

  void write(List<LogItem> items) throws IOException {
    int bodyBytes = SYNCED_FIELD_BYTES;
    for (LogItem item : items) {
      bodyBytes += item.sizeBytes();
    }
    byte[] record = new byte[SegmentFormat.RECORD_HEADER_BYTES + bodyBytes];
    ByteBuffer body =
        ByteBuffer.wrap(record, SegmentFormat.RECORD_HEADER_BYTES, bodyBytes).putLong(syncedBytes);
    for (LogItem item : items) {
      item.write(body);
    }
    SegmentFormat.complete(record, segment, sizeBytes);
    disk.write(file, sizeBytes, record);
    sizeBytes += record.length;
    if (sizeBytes > allocatedBytes) {
      allocatedBytes = sizeBytes;
      allocate();
    }
  }

  void sync() throws IOException {
    if (syncedBytes < sizeBytes) {
      disk.sync(file);
      syncedBytes = sizeBytes;
    }
  }

  /** Durable with the next sync. */
  private void allocate() throws IOException {
    if (limits.preallocatedBytes() > 0) {
      disk.write(file, allocatedBytes, new byte[limits.preallocatedBytes()]);
      allocatedBytes += limits.preallocatedBytes();
    }
  }
}
