/**
 * A small verifier of certificates that shares nothing with the checkers: it replays orders, and
 * tries all orders of a contradiction. With the language in which it is told what operations say
 * ({@code statement}) it has at most 200 lines of code, which a test holds.
 */
@NullMarked
package dev.assay.checkers.verifier;

import org.jspecify.annotations.NullMarked;
