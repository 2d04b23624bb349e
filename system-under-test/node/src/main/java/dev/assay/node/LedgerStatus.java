package dev.assay.node;

import dev.assay.ledger.Hash;
import java.util.List;
import java.util.Optional;

/**
 * What a node says of itself.
 *
 * @param epoch grows with each new primary
 * @param primary who is believed to be the primary
 * @param committed up to where the ordering is decided, as far as this node knows
 * @param applied up to where this node has executed it
 * @param height number of the last block, 0 before the first
 * @param wallMillis the node's wall clock
 * @param standing in the channel
 * @param mutants names of planted bugs that are switched on, sorted; empty in earnest
 */
public record LedgerStatus(
    String node,
    Role role,
    long epoch,
    Optional<String> primary,
    long committed,
    long applied,
    long height,
    Hash headHash,
    long wallMillis,
    Standing standing,
    List<String> mutants) {
  public LedgerStatus {
    mutants = List.copyOf(mutants);
  }

  /** All of the channel's nodes, sorted. */
  public List<String> members() {
    return standing.members().names();
  }
}
