/**
 * The ledger in the simulator: the same node and the same storage, over ports that lead into a
 * simulated world.
 */
@NullMarked
package dev.assay.workloads.simulated;

import org.jspecify.annotations.NullMarked;
