/** The list-append workload. */
@NullMarked
package dev.assay.workloads.lists;

import org.jspecify.annotations.NullMarked;
