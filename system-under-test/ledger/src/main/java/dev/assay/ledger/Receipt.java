package dev.assay.ledger;

/**
 * Where a transaction stands in the chain and what became of it.
 *
 * @param block number of its block, from 1
 * @param position its place in the block, from 0
 */
public record Receipt(long block, int position, Result result) {}
