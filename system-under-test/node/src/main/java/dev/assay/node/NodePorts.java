package dev.assay.node;

import dev.assay.node.storage.BlockStore;
import dev.assay.node.storage.NodeStorage;

/** Everything through which a node reaches the world. */
public record NodePorts(
    NodeStorage storage, BlockStore blocks, NodeNetwork network, NodeClock clock, NodeHost host) {}
