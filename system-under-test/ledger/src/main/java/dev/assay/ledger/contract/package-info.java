/** The contracts that every ledger comes with. */
@NullMarked
package dev.assay.ledger.contract;

import org.jspecify.annotations.NullMarked;
