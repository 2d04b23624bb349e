/**
 * The transfer workload: money moves between a few accounts, with skewed choice so that operations
 * meet, while single balances and all of them are read.
 */
@NullMarked
package dev.assay.workloads.transfer;

import org.jspecify.annotations.NullMarked;
