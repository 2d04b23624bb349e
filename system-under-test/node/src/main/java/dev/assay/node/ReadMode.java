package dev.assay.node;

/** How fresh an answer to a query must be. */
public enum ReadMode {
  /** Linearizable: a majority is asked. */
  QUORUM,
  /**
   * Linearizable as long as no node's clock runs much faster than another's: nobody is asked while
   * that can be known. Where it can't, a majority is.
   */
  LEASE,
  /** The node's own state, however old. */
  LOCAL
}
