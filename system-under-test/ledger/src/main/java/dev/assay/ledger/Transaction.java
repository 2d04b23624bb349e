package dev.assay.ledger;

import java.util.Optional;

/**
 * What a client asks of the ledger. The {@code id} is the client's choice; a retry repeats it and
 * is answered with the first receipt. Constructing one never fails, whatever a client sent: {@link
 * #malformed()} says what can never be ordered, and the rules of the ledger decide the rest when it
 * is applied.
 */
public sealed interface Transaction {
  String id();

  /** Minor units of money; what is not positive is refused when applied. */
  long amount();

  /**
   * Why this transaction may not even enter a batch: a name outside {@link Names}. A server asks
   * before it orders the transaction and refuses it without block and position.
   */
  Optional<Reason> malformed();

  /** Opens {@code account} with a first balance. */
  record Open(String id, String account, long amount) implements Transaction {
    @Override
    public Optional<Reason> malformed() {
      return Names.valid(id) && Names.valid(account)
          ? Optional.empty()
          : Optional.of(Reason.MALFORMED_NAME);
    }
  }

  /** Moves {@code amount} between two open accounts. */
  record Transfer(String id, String from, String to, long amount) implements Transaction {
    @Override
    public Optional<Reason> malformed() {
      return Names.valid(id) && Names.valid(from) && Names.valid(to)
          ? Optional.empty()
          : Optional.of(Reason.MALFORMED_NAME);
    }
  }
}
