package dev.assay.node;

import dev.assay.node.storage.ChunkOutcome;
import dev.assay.node.storage.NodeStorage;
import dev.assay.node.storage.SnapshotContent;
import dev.assay.raft.Effect;
import dev.assay.raft.Input;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.SnapshotHead;
import java.util.function.Consumer;

/**
 * The snapshots of one channel on one node: when the next is due, and the way of their bytes
 * between the ordering and the storage. One is stored at a time.
 */
final class Snapshots {
  /** A snapshot that is on its way to a peer is not replaced until so many times as much came. */
  private static final int PATIENCE_FACTOR = 4;

  /** A piece is no smaller where little of the ordering is sent at once. */
  private static final int PIECE_BYTES_MIN = 4096;

  private final SnapshotPolicy policy;
  private final NodeStorage storage;
  private final Consumer<Input> inputs;
  private long entries;
  private long bytes;
  private boolean saving;

  /**
   * @param inputs takes what the ordering is to be told, on any thread, to the owner's
   */
  Snapshots(SnapshotPolicy policy, NodeStorage storage, Consumer<Input> inputs) {
    this.policy = policy;
    this.storage = storage;
    this.inputs = inputs;
  }

  /** An entry was executed that no snapshot holds. */
  void applied(Entry entry) {
    entries++;
    bytes += entry.weight();
  }

  /**
   * Whether the next one is to be stored now.
   *
   * @param sending whether the last one is on its way to a peer, who would have to begin anew
   */
  boolean due(boolean sending) {
    long factor = sending ? PATIENCE_FACTOR : 1;
    return !saving && (entries / factor >= policy.entries() || bytes / factor >= policy.bytes());
  }

  /** Stores an image of the state right after {@code head}. */
  void save(SnapshotHead head, SnapshotContent image) {
    saving = true;
    entries = 0;
    bytes = 0;
    storage.save(head, image, () -> inputs.accept(new Input.SnapshotSaved(head)));
  }

  /** What {@link #save} began is durable. */
  void saved() {
    saving = false;
  }

  /** The state was replaced by this snapshot. */
  void restored() {
    entries = 0;
    bytes = 0;
  }

  void read(Effect.ReadChunk wanted) {
    storage.readChunk(
        wanted.head(),
        wanted.offset(),
        Math.max(wanted.bytesMax(), PIECE_BYTES_MIN),
        chunk ->
            inputs.accept(
                new Input.ChunkRead(
                    wanted.to(), chunk.head(), chunk.offset(), chunk.bytes(), chunk.total())));
  }

  void store(Effect.StoreChunk chunk) {
    storage.storeChunk(
        chunk.head(),
        chunk.offset(),
        chunk.bytes().toBytes(),
        chunk.total(),
        outcome -> inputs.accept(input(outcome)));
  }

  private static Input input(ChunkOutcome outcome) {
    return switch (outcome) {
      case ChunkOutcome.Stored(SnapshotHead head, long size, boolean complete) ->
          new Input.ChunkStored(head, size, complete);
      case ChunkOutcome.Refused(SnapshotHead head, var _) -> new Input.ChunkRefused(head);
    };
  }
}
