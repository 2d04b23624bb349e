package dev.assay.node;

/** Everything through which a node reaches the world. */
public record NodePorts(NodeStores stores, NodeNetwork network, NodeClock clock, NodeHost host) {}
