/**
 * A small verifier of certificates that shares nothing with the checkers: it replays orders, and
 * tries all orders of a contradiction. A test holds it below 200 lines of code.
 */
@NullMarked
package dev.assay.checkers.verifier;

import org.jspecify.annotations.NullMarked;
