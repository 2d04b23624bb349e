/**
 * Queues, stacks and priority queues whose elements are put once: decided from times alone, without
 * a search.
 */
@NullMarked
package dev.assay.checkers.container;

import org.jspecify.annotations.NullMarked;
