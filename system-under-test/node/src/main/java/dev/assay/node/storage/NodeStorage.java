package dev.assay.node.storage;

import dev.assay.raft.Effect.Persist;

/**
 * The port through which a node's event loop stores what it must not forget. One thread owns it.
 */
public interface NodeStorage extends AutoCloseable {
  /**
   * Reads what is stored. To be called once, first.
   *
   * @throws StorageException when the disk fails or is corrupt: the node must not start
   */
  Recovered recover();

  /**
   * Stores {@code write} after everything asked for before. Returns without waiting for the disk,
   * unless more is waiting for it than the implementation's bound: then it blocks until there is
   * room.
   *
   * @param durable called once, after {@code write} and all before it are durable, in the order of
   *     the calls, on a thread that the implementation names; it must neither block nor call back
   *     into the storage. Never called when the write fails; the failure is reported once for the
   *     whole storage, and all further writes are dropped
   */
  void persist(Persist write, Runnable durable);

  /** Finishes what was asked for, then lets go of the disk. */
  @Override
  void close();
}
