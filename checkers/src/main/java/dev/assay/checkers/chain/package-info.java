/**
 * The chain of blocks that a node exported, read back from its file. Nothing here trusts a hash:
 * what the blocks claim is recomputed from their texts alone.
 */
@NullMarked
package dev.assay.checkers.chain;

import org.jspecify.annotations.NullMarked;
