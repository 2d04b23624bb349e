/**
 * A small verifier of anomalies: it looks at the transactions that a certificate cites, and whether
 * they show what it names. Shares nothing with the checkers.
 */
@NullMarked
package dev.assay.checkers.phenomenon;

import org.jspecify.annotations.NullMarked;
