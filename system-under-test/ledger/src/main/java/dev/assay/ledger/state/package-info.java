/**
 * The world state as a tree of hashes: a binary trie over the hashes of keys, of which only what
 * was written is hashed again.
 */
@NullMarked
package dev.assay.ledger.state;

import org.jspecify.annotations.NullMarked;
