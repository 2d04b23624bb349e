/** The ledger as a system under test: how its nodes are started, asked and observed. */
@NullMarked
package dev.assay.workloads.ledger;

import org.jspecify.annotations.NullMarked;
