/**
 * The Raft core as a function: {@link dev.assay.raft.RaftCore#step} takes an input and gives
 * effects; no I/O, clock, random, thread or logger. The four roles are types; the terms and rules
 * are those of the paper ("In Search of an Understandable Consensus Algorithm", cited as §) and of
 * Ongaro's thesis ("Consensus: Bridging Theory and Practice", cited as thesis).
 */
@NullMarked
package dev.assay.raft;

import org.jspecify.annotations.NullMarked;
