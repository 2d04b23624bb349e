/**
 * Sets whose elements are added once and removed once, and sets that only grow: decided from times
 * alone, without a search.
 */
@NullMarked
package dev.assay.checkers.sets;

import org.jspecify.annotations.NullMarked;
