package dev.assay.raft;

import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message;

/** What can happen to a core. */
public sealed interface Input {
  /** One unit of time has passed; {@link RaftTiming} counts in it. */
  record Tick() implements Input {}

  /** A message has arrived. One that is not for this node or not from a voter is ignored. */
  record Received(Message message) implements Input {}

  /**
   * A client wants an entry. Answered in the same step by {@link Effect.Accepted} or {@link
   * Effect.Rejected}.
   *
   * @param proposal the driver's own number for it, repeated in the answer and not looked at
   */
  record Proposed(long proposal, Payload payload) implements Input {}

  /**
   * A client wants to read the latest state. Answered, now or later, by exactly one {@link
   * Effect.ReadReady} or {@link Effect.ReadFailed}, unless the core is given up first.
   *
   * @param read the driver's own number for it, repeated in the answer and not looked at
   */
  record ReadRequested(long read) implements Input {}

  /**
   * {@link Effect.Persist} with this token and all before it are durable: a driver that joins
   * several in one fsync reports only the last. A token reported before is ignored.
   */
  record Persisted(long token) implements Input {}
}
