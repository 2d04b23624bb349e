/**
 * Linearizability of any history against any sequential model: is there one order of the
 * operations, within their intervals, that the model explains? The search is that of Wing and Gong
 * (1993) with the improvements of Lowe (2017) and the partitions of Horn and Kroening (2015).
 */
@NullMarked
package dev.assay.checkers.linearizability;

import org.jspecify.annotations.NullMarked;
