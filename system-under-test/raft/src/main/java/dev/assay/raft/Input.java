package dev.assay.raft;

import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;

/** What can happen to a core. */
public sealed interface Input {
  /**
   * One unit of time has passed; {@link RaftTiming} counts in it. Where {@link ReadKind#LEASE} is
   * used, a driver gives all ticks that are due by its clock before any other input: see there.
   */
  record Tick() implements Input {}

  /**
   * A message has arrived. One that is not for this node, or answers what this node never asked of
   * its sender, is ignored. Requests of nodes outside the membership are answered, since the
   * sender's membership may be the newer one (thesis 4.1): a driver lets in only nodes of the same
   * cluster.
   */
  record Received(Message message) implements Input {}

  /**
   * A client wants an entry. Answered in the same step by {@link Effect.Accepted} or {@link
   * Effect.Rejected}.
   *
   * @param proposal the driver's own number for it, repeated in the answer and not looked at
   */
  record Proposed(long proposal, Payload payload) implements Input {}

  /**
   * A client wants to read the latest state; a follower asks its leader. Answered, now or later, by
   * exactly one {@link Effect.ReadReady} or {@link Effect.ReadFailed}, unless the core is given up
   * first.
   *
   * @param read the driver's own number for it, repeated in the answer and not looked at
   */
  record ReadRequested(long read, ReadKind kind) implements Input {}

  /**
   * Somebody wants other members. Answered, now or later, by exactly one {@link Effect.Changed} or
   * {@link Effect.ChangeRefused}, unless the core is given up first. One change at a time.
   *
   * @param change the driver's own number for it, repeated in the answer and not looked at
   */
  record ChangeRequested(long change, MembershipChange what) implements Input {}

  /**
   * Somebody wants another leader (thesis 3.10). Answered, now or later, by exactly one {@link
   * Effect.Transferred} or {@link Effect.TransferFailed}, unless the core is given up first.
   *
   * @param transfer the driver's own number for it, repeated in the answer and not looked at
   * @param to a voter
   */
  record TransferRequested(long transfer, NodeId to) implements Input {}

  /**
   * {@link Effect.Persist} with this token and all before it are durable: a driver that joins
   * several in one fsync reports only the last. A token reported before is ignored.
   */
  record Persisted(long token) implements Input {}

  /**
   * A snapshot that this node made of its own state is durable (§7): the log in memory is cut, but
   * for a tail that spares slow followers the snapshot. An older one than the newest is ignored.
   *
   * @param head as {@link RaftCore#snapshotHead} gave it
   */
  record SnapshotSaved(SnapshotHead head) implements Input {}

  /**
   * The answer to {@link Effect.ReadChunk}. If the driver no longer has that snapshot, this is the
   * beginning of its newest one, and the install begins anew with it.
   *
   * @param offset of the first byte
   * @param bytes up to as many as were asked for; empty only at the end
   * @param total the snapshot's size
   */
  record ChunkRead(NodeId to, SnapshotHead head, long offset, Payload bytes, long total)
      implements Input {}

  /**
   * The answer to {@link Effect.StoreChunk}.
   *
   * @param size how much of the snapshot is there now, whatever was asked; need not be durable
   *     unless complete
   * @param complete the whole snapshot is there, verified and durable
   */
  record ChunkStored(SnapshotHead head, long size, boolean complete) implements Input {}

  /**
   * The answer to {@link Effect.StoreChunk} when the snapshot turned out to be damaged: it was
   * thrown away and is fetched anew.
   */
  record ChunkRefused(SnapshotHead head) implements Input {}
}
