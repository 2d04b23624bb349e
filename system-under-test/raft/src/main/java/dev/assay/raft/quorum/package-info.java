/** Who votes, and how many make a majority; knows nothing of logs, terms or messages. */
@NullMarked
package dev.assay.raft.quorum;

import org.jspecify.annotations.NullMarked;
