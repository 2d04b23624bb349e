/** The Raft core: a function from an input to effects; no I/O, clock, random, thread or logger. */
@NullMarked
package dev.assay.raft;

import org.jspecify.annotations.NullMarked;
