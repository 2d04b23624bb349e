/**
 * Checkers for the workloads that Jepsen made usual: sets, counters, queues, logs and what sessions
 * see. Each reads a few operations by name and passes over all others; its Javadoc says which, and
 * what their values look like. Where a history is of one object among several, values are {@code
 * {"key": k, "value": v}}.
 */
@NullMarked
package dev.assay.checkers.family;

import org.jspecify.annotations.NullMarked;
