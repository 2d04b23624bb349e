/**
 * What all workloads for the ledger ask alike: fresh operations among repeated ones, of the node
 * that clients take for the primary or of any other, and the last questions of a run.
 */
@NullMarked
package dev.assay.workloads.load;

import org.jspecify.annotations.NullMarked;
