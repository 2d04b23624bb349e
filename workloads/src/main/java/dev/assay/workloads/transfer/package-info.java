/** The transfer workload. */
@NullMarked
package dev.assay.workloads.transfer;

import org.jspecify.annotations.NullMarked;
