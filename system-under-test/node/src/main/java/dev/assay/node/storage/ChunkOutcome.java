package dev.assay.node.storage;

import dev.assay.raft.log.SnapshotHead;

/** What became of a part of a snapshot that came from another node. */
public sealed interface ChunkOutcome {
  SnapshotHead head();

  /**
   * The snapshot has come so far.
   *
   * @param size how many of its bytes are there, from the first on: the next part begins here
   * @param complete whether it is whole, verified and durable, and the newest that this node has
   */
  record Stored(SnapshotHead head, long size, boolean complete) implements ChunkOutcome {}

  /**
   * What came can't be that snapshot, and was thrown away: the transfer starts again from 0.
   *
   * @param cause for people
   */
  record Refused(SnapshotHead head, String cause) implements ChunkOutcome {}
}
