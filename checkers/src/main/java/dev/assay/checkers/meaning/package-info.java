/**
 * What the operations of each model mean, for the verifier: each as a few atoms. Every model is
 * written down here once more, in these words; nothing here searches, and nothing is shared with
 * those who do.
 */
@NullMarked
package dev.assay.checkers.meaning;

import org.jspecify.annotations.NullMarked;
