package dev.assay.workloads.simulated;

/**
 * What outlives a simulated node, for the end of the run: nothing of it comes back to a later life.
 *
 * @param journal what this node noted
 * @param texts what blocks read like, for all nodes of a run together
 */
record Lasting(LedgerJournal journal, ChainTexts texts) {}
