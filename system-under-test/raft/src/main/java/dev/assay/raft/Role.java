package dev.assay.raft;

import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.quorum.NodeId;
import java.util.Optional;

/**
 * What a node is in its term, with the state that exists only in that role. A method that returns a
 * role returns the one to play from now on, often this one.
 */
sealed interface Role permits Follower, Campaigner, Leader {
  RaftRole name();

  /** This term's leader as far as known. */
  Optional<NodeId> leader();

  /** Begins to play this role; may end it at once (a cluster of one needs nobody's vote). */
  default Role enter() {
    return this;
  }

  /** Ends this role; whatever waited in it is answered. */
  default void leave(Role next) {}

  Role tick();

  /** This term's leader has shown itself (§5.2). */
  Role follow(NodeId leader);

  /** Has just given its vote to another. */
  Role voted();

  /** An answer of this term. */
  Role receive(NodeId from, Reply reply);

  /** More of what was written is durable. */
  default Role persisted() {
    return this;
  }

  /** Ends a step that may have committed something. */
  default Role settle() {
    return this;
  }
}
