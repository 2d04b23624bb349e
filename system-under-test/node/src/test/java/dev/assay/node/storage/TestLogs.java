package dev.assay.node.storage;

/** Logs for tests: small, and without room ahead unless asked for. */
final class TestLogs {
  private TestLogs() {}

  static WriteAheadLog on(Disk disk) {
    return on(disk, LogLimits.SEGMENT_BYTES_MAX);
  }

  static WriteAheadLog on(Disk disk, int segmentBytes) {
    return on(disk, segmentBytes, 0);
  }

  static WriteAheadLog on(Disk disk, int segmentBytes, int preallocatedBytes) {
    return new WriteAheadLog(disk, new LogLimits(segmentBytes, preallocatedBytes));
  }
}
