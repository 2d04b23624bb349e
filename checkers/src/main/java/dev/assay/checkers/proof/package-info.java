/**
 * Looks for what proves a verdict: makes contradictions small, and hands over nothing that the
 * verifier would refuse.
 */
@NullMarked
package dev.assay.checkers.proof;

import org.jspecify.annotations.NullMarked;
