package dev.assay.workloads.witness;

import dev.assay.node.storage.Failpoint;
import dev.assay.node.storage.Recovered;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.SnapshotHead;

/** Is told what a storage is asked for, and what it says of it; nobody has to listen. */
public interface Watch {
  /** Of a channel that nobody watches. */
  Watch NOBODY = new Watch() {};

  /** The storage has read the disk. */
  default void recovered(Recovered recovered) {}

  /** The node has this written. */
  default void asked(Persist write) {}

  /** The next so many writes that were asked for are in the log's files, though not synced. */
  default void appended(int count) {}

  /** The log goes on after this snapshot, which was a peer's. */
  default void restarted(SnapshotHead head) {}

  /** A snapshot of the node's own is about to be stored, its blocks are written. */
  default void saves(SnapshotHead head) {}

  /** The storage says that this snapshot of the node's own is durable. */
  default void saved(SnapshotHead head) {}

  /** The storage says that this snapshot is whole and durable, whoever made it. */
  default void stored(SnapshotHead head) {}

  /** The storage passes a point. */
  default void reached(Failpoint point) {}
}
