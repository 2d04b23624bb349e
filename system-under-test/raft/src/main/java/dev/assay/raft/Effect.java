package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.message.Message;
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
   * another term comes at this index.
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
   * the first, no-ops too; after a restart they come again from the first.
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

  /** Something for logs, reports and tests; nothing to do. */
  record Noted(RaftEvent event) implements Effect {}
}
