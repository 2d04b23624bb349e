/**
 * The client of every workload for the ledger: which node it asks, what it makes of answers. What
 * operations mean is the workload's own {@link dev.assay.workloads.client.Dialect}.
 */
@NullMarked
package dev.assay.workloads.client;

import org.jspecify.annotations.NullMarked;
