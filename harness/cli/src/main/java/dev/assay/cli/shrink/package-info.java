/**
 * From a failed run of the simulator to the smallest that fails for the same reason: delta
 * debugging over faults, operations, clients, nodes and time.
 */
@NullMarked
package dev.assay.cli.shrink;

import org.jspecify.annotations.NullMarked;
