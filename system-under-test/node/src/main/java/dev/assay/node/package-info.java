/**
 * One ledger node: an event loop without I/O, {@link dev.assay.node.LedgerNode}, between the
 * ordering core and the ledger, with the ports through which it reaches the world and the values in
 * which it answers.
 */
@NullMarked
package dev.assay.node;

import org.jspecify.annotations.NullMarked;
