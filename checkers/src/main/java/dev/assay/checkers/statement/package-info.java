/**
 * What operations say, for a verifier: each as a few atoms of one kind or another, and what these
 * do to a state. Registers, sets and transactions are written down here once more; for other things
 * it asks the model for a step. Nothing here searches.
 */
@NullMarked
package dev.assay.checkers.statement;

import org.jspecify.annotations.NullMarked;
