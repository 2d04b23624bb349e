package dev.assay.node.storage;

import java.io.IOException;

/** Where a snapshot's content goes; it keeps at most 64 KiB in memory. One thread uses it. */
public interface SnapshotSink {
  /** Adds {@code length} bytes from {@code offset}; they are copied before this returns. */
  void write(byte[] bytes, int offset, int length) throws IOException;
}
