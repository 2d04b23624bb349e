package dev.assay.node.storage;

import java.io.IOException;

/**
 * An image of the state machine that does not change any more, to be stored. Written on a thread of
 * the storage while the node goes on; equal states give equal bytes on every node.
 */
public interface SnapshotContent {
  /**
   * Writes all of it, in as many calls as it likes, and once.
   *
   * @throws IOException only what the sink threw
   */
  void writeTo(SnapshotSink sink) throws IOException;
}
