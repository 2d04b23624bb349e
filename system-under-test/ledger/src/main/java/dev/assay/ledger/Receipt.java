package dev.assay.ledger;

/**
 * Where a transaction stands in the chain and what became of it.
 *
 * @param block number of its block, from 1
 * @param position its place in the block, from 0
 * @param sequence its batch's place in the ordering
 */
public record Receipt(long block, int position, long sequence, Result result) {}
