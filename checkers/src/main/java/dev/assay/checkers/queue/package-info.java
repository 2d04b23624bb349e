/** Queues whose elements are put once: decided from times alone, without a search. */
@NullMarked
package dev.assay.checkers.queue;

import org.jspecify.annotations.NullMarked;
