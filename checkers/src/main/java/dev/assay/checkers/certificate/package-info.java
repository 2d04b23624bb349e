/**
 * What proves a verdict, and a small verifier of it that shares nothing with the checkers: an order
 * of the operations, which it replays; a few operations that have no order, of which it tries all;
 * a circle of dependencies, each of which it looks up in the history again.
 */
@NullMarked
package dev.assay.checkers.certificate;

import org.jspecify.annotations.NullMarked;
