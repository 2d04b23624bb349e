/**
 * The language in which a verifier is told what operations say: atoms, statements, spans of time.
 */
@NullMarked
package dev.assay.checkers.statement;

import org.jspecify.annotations.NullMarked;
