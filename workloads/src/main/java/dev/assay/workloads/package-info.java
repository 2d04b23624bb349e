/** Workloads for the ledger, the ledger as a system under test, and its ports on the simulator. */
@NullMarked
package dev.assay.workloads;

import org.jspecify.annotations.NullMarked;
