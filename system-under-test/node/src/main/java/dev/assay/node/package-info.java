/** A ledger node: one event loop over ports, its real adapters, its client and its program. */
@NullMarked
package dev.assay.node;

import org.jspecify.annotations.NullMarked;
