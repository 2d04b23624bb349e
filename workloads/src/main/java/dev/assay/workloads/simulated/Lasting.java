package dev.assay.workloads.simulated;

import dev.assay.workloads.witness.NodeWitness;
import dev.assay.workloads.witness.SecondClient;
import java.util.Optional;

/**
 * What outlives a simulated node, for the end of the run: nothing of it comes back to a later life.
 *
 * @param journal what this node noted
 * @param texts what blocks read like, for all nodes of a run together
 * @param witness holds what the node does against what is true
 * @param second uses another channel, where there is one
 */
record Lasting(
    LedgerJournal journal, ChainTexts texts, NodeWitness witness, Optional<SecondClient> second) {}
