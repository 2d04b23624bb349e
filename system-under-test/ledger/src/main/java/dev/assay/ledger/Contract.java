package dev.assay.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Deterministic code that runs transactions against its own part of a channel's world state: no
 * clock, no random, no order of hashes, nothing kept from one call to the next. Whatever it is
 * given, it answers.
 */
public interface Contract {
  /** The word that transactions name it by; matches {@link Names}. */
  String name();

  /**
   * Why a transaction can never be run, whatever the state: no such function, or arguments that are
   * none of its. A server asks before it orders the transaction.
   */
  Optional<String> malformed(String function, List<String> arguments);

  /** Runs a transaction that is not malformed. */
  Result run(State state, String function, List<String> arguments);

  /** Answers a question; must not write. */
  Result query(State state, String function, List<String> arguments);
}
