package dev.assay.node;

/**
 * Where a node stands in a channel, in numbers: what {@link LedgerStatus} says without members,
 * hashes and names, for whoever asks often.
 *
 * @param epoch of the ordering
 * @param committed the last place in the ordering that it knows to be decided
 * @param applied up to where it has executed it
 * @param height the number of its last block; 0 before the first
 * @param headMillis the time of its last block; 0 before the first
 * @param wallMillis its clock
 */
public record Standpoint(
    Role role,
    long epoch,
    long committed,
    long applied,
    long height,
    long headMillis,
    long wallMillis) {}
