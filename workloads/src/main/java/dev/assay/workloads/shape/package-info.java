/**
 * What workloads look like, as data: how many keys, which shares of which operations. Making the
 * workload of a shape is {@link dev.assay.workloads.LedgerWorkloads}' part.
 */
@NullMarked
package dev.assay.workloads.shape;

import org.jspecify.annotations.NullMarked;
