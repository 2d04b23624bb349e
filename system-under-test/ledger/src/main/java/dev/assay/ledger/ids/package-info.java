/** The memory of transaction ids, by which a transaction happens at most once. */
@NullMarked
package dev.assay.ledger.ids;

import org.jspecify.annotations.NullMarked;
