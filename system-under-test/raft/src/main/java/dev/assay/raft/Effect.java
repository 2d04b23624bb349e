package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * What a core wants done. The driver carries effects out in the order of the list and owes no other
 * order: whatever must wait for a write is not emitted before the write is reported {@link
 * Input.Persisted}. A step's {@link Persist}, if any, is the last of its list, so that a driver
 * that writes at once has sent everything before (thesis 10.2.1).
 */
public sealed interface Effect {
  /**
   * Write this, in the order of tokens, and report {@link Input.Persisted} once it is durable. The
   * hard state must be durable no later than the entries. A failed write stops the node.
   *
   * @param token counts from 1 in a core's life
   * @param hardState replaces the former one; empty: unchanged
   * @param entries contiguous, may be empty; if the first one's index is at or before the stored
   *     last index, storage first drops everything from there
   */
  record Persist(long token, Optional<HardState> hardState, List<Entry> entries) implements Effect {
    public Persist {
      entries = List.copyOf(entries);
    }
  }

  /** Hand this to the network; it may be lost. */
  record Send(Message message) implements Effect {}

  /**
   * The leader has appended the proposal, which is neither durable nor committed yet: it happened
   * when {@link Apply} brings an entry of this index and term, and certainly did not when one of
   * another term comes at this index, or a {@link Restore} of a state in which it did not happen.
   */
  record Accepted(long proposal, long index, long term) implements Effect {}

  /**
   * The proposal was not taken and never will be.
   *
   * @param leader where to try instead, if known
   */
  record Rejected(long proposal, Refusal reason, Optional<NodeId> leader) implements Effect {}

  /**
   * These entries are committed: apply them. Each index comes once in a core's life, in order from
   * the one after the latest snapshot recovered or restored, no-ops and memberships too; after a
   * restart they come again from there.
   */
  record Apply(List<Entry> committed) implements Effect {
    public Apply {
      committed = List.copyOf(committed);
    }
  }

  /** The read is linearizable on any state that has applied {@code index} or more. */
  record ReadReady(long read, long index) implements Effect {}

  /** The read was not served here and may be asked again, elsewhere if a leader is named. */
  record ReadFailed(long read, Refusal reason, Optional<NodeId> leader) implements Effect {}

  /** The change is committed and over: this membership is in force. */
  record Changed(long change, Membership membership) implements Effect {}

  /**
   * The change does not happen; but with {@link Refusal#LEADERSHIP_LOST} it may, since the next
   * leader goes on with what is in the log. Asking again does no harm.
   *
   * @param leader where to try instead, if known
   */
  record ChangeRefused(long change, Refusal reason, Optional<NodeId> leader) implements Effect {}

  /** The node that was to lead does. */
  record Transferred(long transfer) implements Effect {}

  /**
   * The node that was to lead does not, so far.
   *
   * @param leader who leads instead, if known
   */
  record TransferFailed(long transfer, Refusal reason, Optional<NodeId> leader) implements Effect {}

  /** The driver may drop stored entries up to here, which a durable snapshot covers. */
  record Compact(long through) implements Effect {}

  /**
   * A follower needs a snapshot: read a piece of it and report {@link Input.ChunkRead}. One at a
   * time for each follower.
   */
  record ReadChunk(NodeId to, SnapshotHead head, long offset, int bytesMax) implements Effect {}

  /**
   * A leader has sent a piece of a snapshot: store it and report {@link Input.ChunkStored} or
   * {@link Input.ChunkRefused}. Storage keeps one unfinished snapshot, also through a restart; a
   * piece of another head replaces it, and a piece that does not begin where the stored ones end is
   * not stored, only answered with the size that there is. One at a time.
   *
   * @param total the snapshot's size; with as many bytes stored it is complete and is verified
   */
  record StoreChunk(SnapshotHead head, long offset, Payload bytes, long total) implements Effect {}

  /**
   * Replace the state by the stored snapshot of this head, before the next {@link Apply}. Storage
   * keeps the entries after it only if its log has the head's last position.
   */
  record Restore(SnapshotHead head) implements Effect {}

  /** Something for logs, reports and tests; nothing to do. */
  record Noted(RaftEvent event) implements Effect {}
}
