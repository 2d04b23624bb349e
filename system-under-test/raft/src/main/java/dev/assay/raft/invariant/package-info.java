/** What must never be false; checked always, in production too. */
@NullMarked
package dev.assay.raft.invariant;

import org.jspecify.annotations.NullMarked;
