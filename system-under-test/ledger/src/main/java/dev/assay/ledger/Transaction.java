package dev.assay.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What a client asks of the ledger: to run a function of a contract. The {@code id} is the client's
 * choice; a retry repeats it and is answered with the first receipt. Constructing one never fails,
 * whatever a client sent: {@link #malformed()} says what can never be ordered, and the contract
 * decides the rest when it is run.
 *
 * @param arguments in the contract's order; numbers are decimal
 */
public record Transaction(String id, String contract, String function, List<String> arguments) {
  public Transaction {
    arguments = List.copyOf(arguments);
  }

  /**
   * Why this transaction may not even enter a batch: a name outside {@link Names}, or more than
   * {@link Limits} allow. A server asks before it orders the transaction and refuses it without
   * block and position.
   */
  public Optional<String> malformed() {
    if (!Names.valid(id) || !Names.valid(contract) || !Names.valid(function)) {
      return Optional.of(Reason.MALFORMED_NAME);
    }
    return Limits.broken(this);
  }
}
