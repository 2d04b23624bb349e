package dev.assay.ledger.state;

/**
 * A value, and the place of the transaction that wrote it.
 *
 * @param block from 1
 * @param position from 0
 */
public record Versioned(String value, long block, int position) {}
