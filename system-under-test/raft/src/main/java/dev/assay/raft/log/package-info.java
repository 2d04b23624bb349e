/**
 * What a node remembers: entries, the hard state beside them, the log in memory with its index
 * arithmetic, and the bytes in which an entry is stored.
 */
@NullMarked
package dev.assay.raft.log;

import org.jspecify.annotations.NullMarked;
