package dev.assay.ledger;

/**
 * A value in the world state, and the place of the transaction that wrote it.
 *
 * @param block from 1
 * @param position from 0
 */
record Versioned(String value, long block, int position) {}
