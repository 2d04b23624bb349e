package dev.assay.ledger;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client asks of the ledger: to run a function of a contract. The {@code id} is the client's
 * choice; a retry repeats it and is answered with the first receipt. Constructing one never fails,
 * whatever a client sent: {@link #malformed()} says what can never be ordered, and the contract
 * decides the rest when it is run. Immutable.
 */
public final class Transaction {
  private final String id;
  private final String contract;
  private final String function;
  private final List<String> arguments;

  /** Decided once: whoever holds a transaction on its way into a block asks. */
  private final Optional<String> malformed;

  /**
   * Of anything that a client may send.
   *
   * @param arguments in the contract's order; numbers are decimal
   */
  public Transaction(String id, String contract, String function, List<String> arguments) {
    this.id = id;
    this.contract = contract;
    this.function = function;
    this.arguments = List.copyOf(arguments);
    malformed =
        Names.valid(id) && Names.valid(contract) && Names.valid(function)
            ? Limits.broken(this)
            : Optional.of(Reason.MALFORMED_NAME);
  }

  public String id() {
    return id;
  }

  public String contract() {
    return contract;
  }

  public String function() {
    return function;
  }

  /** In the contract's order; immutable. */
  public List<String> arguments() {
    return arguments;
  }

  /**
   * Why this transaction may not even enter a batch: a name outside {@link Names}, or more than
   * {@link Limits} allow. A server asks before it orders the transaction and refuses it without
   * block and position.
   */
  public Optional<String> malformed() {
    return malformed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Transaction that
        && id.equals(that.id)
        && contract.equals(that.contract)
        && function.equals(that.function)
        && arguments.equals(that.arguments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, contract, function, arguments);
  }

  @Override
  public String toString() {
    return "Transaction[%s, %s %s %s]".formatted(id, contract, function, arguments);
  }
}
