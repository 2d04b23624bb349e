package dev.assay.node.storage;

import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.SnapshotHead;
import java.util.function.Consumer;

/**
 * The port through which a node's event loop stores what it must not forget of one channel. One
 * thread owns it, {@link #recover} comes first.
 *
 * <p>Nothing here waits for the disk, unless more is asked for than the implementation's bound:
 * then the call blocks until there is room. What is to be told later is told on a thread that the
 * implementation names; the callback must neither block nor call back into the storage. The first
 * failure of the disk is reported once for the whole storage, by a way of the implementation's own;
 * after it nothing is stored and no callback is called any more.
 *
 * <p>Writes to the log are durable in the order of their calls. What concerns snapshots is done in
 * the order of its calls too, but beside the log: a large snapshot holds up no vote.
 */
public interface NodeStorage extends AutoCloseable {
  /**
   * Reads what is stored, once, before anything else.
   *
   * @throws StorageException when the disk fails or is corrupt, or was written by a newer program:
   *     the node must not start
   */
  Recovered recover();

  /**
   * Stores {@code write} after everything asked for before.
   *
   * @param durable called once, after {@code write} and all before it are durable, in the order of
   *     the calls
   */
  void persist(Persist write, Runnable durable);

  /**
   * Stores this node's own snapshot: first makes all blocks durable that were appended before this
   * call, then the snapshot, then removes older ones. The log is not touched: {@link #compact}.
   *
   * @param head what {@code content} stands for; its last position is the last applied
   * @param durable called once, when the snapshot would survive a crash
   */
  void save(SnapshotHead head, SnapshotContent content, Runnable durable);

  /**
   * Entries up to here are not needed any more, and may go from the disk, some time, as far as the
   * newest durable snapshot covers them.
   */
  void compact(long through);

  /**
   * Reads a part of a durable snapshot, for a peer.
   *
   * @param head which one; if there is a newer one instead, its beginning is read
   * @param max bytes, from 1; more than 1 MiB count as that
   * @param then not called when there is no snapshot at all
   */
  void readChunk(SnapshotHead head, long offset, int max, Consumer<SnapshotChunk> then);

  /**
   * Takes in a part of a peer's snapshot. Parts of one snapshot follow each other; one that does
   * not begin where the last ended is not taken, and the answer says where to go on. A part of
   * another snapshot begins anew and gives up the former. What is incomplete when the node stops is
   * gone: the transfer begins again, so that nothing of it need be trusted.
   *
   * @param total size of the whole snapshot
   */
  void storeChunk(
      SnapshotHead head, long offset, byte[] bytes, long total, Consumer<ChunkOutcome> then);

  /**
   * The content of a durable snapshot, verified as it is read, on any thread. To be closed before
   * the next {@link #save} or {@link #storeChunk}.
   *
   * @throws StorageException when there is no such snapshot
   */
  SnapshotSource openSnapshot(SnapshotHead head);

  /**
   * The state machine was replaced by this snapshot, which is durable. The log restarts after it:
   * what the stored log holds beyond it is kept if it has this very position, and is forgotten
   * otherwise (paper, figure 13, steps 6 and 7). Durable no later than the next {@link #persist}.
   */
  void restored(SnapshotHead head);

  /** Finishes what was asked for, then lets go of the disk. */
  @Override
  void close();
}
