/**
 * What operations say, for a verifier: each as a few atoms, and what these find in a state and do
 * to it. Every model is written down here once more, in these words; nothing here searches, and
 * nothing is shared with those who do.
 */
@NullMarked
package dev.assay.checkers.statement;

import org.jspecify.annotations.NullMarked;
