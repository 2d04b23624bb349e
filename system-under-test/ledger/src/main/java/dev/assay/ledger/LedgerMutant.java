package dev.assay.ledger;

/**
 * Bugs that can be planted in the ledger, to prove that a verification run finds them. Never on in
 * earnest.
 */
public enum LedgerMutant {
  /** A repeated transaction id is applied again and stands in the chain twice. */
  NO_DEDUP,
  /** Funds are not checked when a transfer is applied, so that a balance can become negative. */
  OVERDRAFT_UNCHECKED,
  /** An image leaves out which transaction ids were used. */
  SNAPSHOT_DROPS_IDS,
  /** A block's time is the proposer's wall clock, also when that goes back. */
  BLOCK_TIME_FROM_WALL_CLOCK,
  /** Two appends to a list in one block don't see each other: the first is lost. */
  LIST_APPEND_LOST_UPDATE,
  /** A transfer debits at once and credits with the next batch, which is a batch of its own. */
  DEBIT_CREDIT_SPLIT,
  /**
   * An image's state holds the batch after it already, so that a ledger restored from it has the
   * effects of that batch twice.
   */
  IMAGE_BEHIND_ITS_STATE
}
