/**
 * The ledger: accounts, transactions that move money between them, and a chain of blocks that
 * records both. It is a deterministic state machine that turns ordered batches into blocks; who
 * orders them, and when, it does not know.
 */
@NullMarked
package dev.assay.ledger;

import org.jspecify.annotations.NullMarked;
