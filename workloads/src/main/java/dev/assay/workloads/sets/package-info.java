/** The set workload. */
@NullMarked
package dev.assay.workloads.sets;

import org.jspecify.annotations.NullMarked;
