/** The ledger: transactions, world state, receipts, hash-chained blocks; deterministic. */
@NullMarked
package dev.assay.ledger;

import org.jspecify.annotations.NullMarked;
