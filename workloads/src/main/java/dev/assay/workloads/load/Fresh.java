package dev.assay.workloads.load;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Event;

/**
 * A workload's own operations. A pure value: the operation of a position depends on the seed, the
 * position and what was {@link #seen} before.
 */
public interface Fresh {
  /** How a read is made, should the operation be one. */
  enum Reading {
    /** Linearizable, by a majority. */
    QUORUM,
    /** Linearizable, by a lease. */
    LEASE,
    /** Of a node's own state; the operation's name begins with {@code local-}. */
    LOCAL
  }

  /** The operation of a position, from 0. A transaction has the field {@code id}, a read none. */
  Invocation at(long position, Reading reading);

  /** Told of every event of the run. */
  default Fresh seen(Event event) {
    return this;
  }
}
