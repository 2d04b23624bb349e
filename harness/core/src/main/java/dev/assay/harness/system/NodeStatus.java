package dev.assay.harness.system;

import dev.assay.history.Value;

/**
 * What a node says of itself.
 *
 * @param node who
 * @param primary whether it believes that it leads
 * @param epoch the leader's term, the view, the ballot: grows with each new primary
 * @param applied position up to which it has executed
 * @param wallMillis its wall clock now, in milliseconds since 1970
 * @param detail anything else, for the run directory
 */
public record NodeStatus(
    NodeId node, boolean primary, long epoch, long applied, long wallMillis, Value detail) {}
