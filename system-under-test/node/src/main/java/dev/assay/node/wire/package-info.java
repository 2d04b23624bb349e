/**
 * The node's values as the ledger's protocol writes them, in both directions, and requests handed
 * to a node.
 */
@NullMarked
package dev.assay.node.wire;

import org.jspecify.annotations.NullMarked;
