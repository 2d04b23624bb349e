package dev.assay.node;

import dev.assay.raft.quorum.Membership;

/**
 * What a node believes about a channel's ordering at this moment, for whoever holds it against the
 * truth. On the owner's thread; each answer costs next to nothing.
 */
public interface Beliefs {
  Role role();

  long epoch();

  /** The first place that it has; what is before is in a snapshot only. */
  long first();

  /** The last place that it has, decided or not. */
  long last();

  /** The last place that it takes for decided. */
  long committed();

  /** Up to where it has executed what was decided. */
  long applied();

  /** The members that count for it: the latest in its ordering, decided or not. */
  Membership members();

  /**
   * Whether it would answer a read under its lease now; counts only the ticks that it was given.
   */
  boolean holdsLease();

  /** The last place up to which it takes its own ordering for durable. */
  long durable();

  /** Whether it keeps to a primary that it may have heard, and so helps nobody else to lead. */
  boolean faithful();

  /** Whether it takes itself for one that was removed, and does nothing of its own accord. */
  boolean quiet();
}
