/**
 * Registers whose values are written once: decided from the times of writes and reads alone,
 * without a search.
 */
@NullMarked
package dev.assay.checkers.register;

import org.jspecify.annotations.NullMarked;
