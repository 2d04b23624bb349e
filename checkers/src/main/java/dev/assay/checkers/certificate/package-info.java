/**
 * What proves a verdict: an order of the operations that explains them, or a few operations of
 * which no order does. Checkers hand certificates over; the package {@code verifier} checks them.
 */
@NullMarked
package dev.assay.checkers.certificate;

import org.jspecify.annotations.NullMarked;
