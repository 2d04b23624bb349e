package dev.assay.ledger;

import java.util.List;
import java.util.Optional;

/**
 * A question to a contract, which changes nothing.
 *
 * @param arguments in the contract's order; numbers are decimal
 */
public record Query(String contract, String function, List<String> arguments) {
  public Query {
    arguments = List.copyOf(arguments);
  }

  /** Why it cannot be asked at all: the same rules as for a transaction. */
  public Optional<String> malformed() {
    return new Transaction("query", contract, function, arguments).malformed();
  }
}
