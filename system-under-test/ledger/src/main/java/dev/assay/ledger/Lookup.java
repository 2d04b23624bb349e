package dev.assay.ledger;

/** What is known of a transaction id. */
public sealed interface Lookup {
  /** The first transaction with this id, and what became of it. */
  record Found(Receipt receipt) implements Lookup {}

  /** A transaction with this id is in the chain; what became of it says a block that is missing. */
  record BlockMissing(long block) implements Lookup {}

  /** No transaction with this id is remembered. */
  record Unknown() implements Lookup {}
}
