/**
 * What a ledger of accounts promises: money is conserved, what was acknowledged stays, all
 * operations seem to happen one at a time in the order that the blocks claim, and every node holds
 * the same chain.
 */
@NullMarked
package dev.assay.checkers.ledger;

import org.jspecify.annotations.NullMarked;
