/**
 * A small verifier of what single places of a run's files show: it looks at the places that a
 * certificate cites, and whether they break the rule that it names. Shares nothing with the
 * checkers.
 */
@NullMarked
package dev.assay.checkers.rule;

import org.jspecify.annotations.NullMarked;
