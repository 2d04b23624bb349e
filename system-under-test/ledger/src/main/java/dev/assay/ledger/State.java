package dev.assay.ledger;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a contract sees of the world state while it runs: its own keys, as the transactions before
 * left them, with its own writes. What is refused leaves no trace; what breaks {@link Limits} is
 * refused whatever the contract says.
 */
public interface State {
  /** The value of a key; empty when it has none. */
  Optional<String> get(String key);

  /** Writes a value, also the one that was there: that is a new version. Printable ASCII. */
  void put(String key, String value);

  void remove(String key);

  /** Keys and values, sorted by key, of the keys that begin with {@code prefix}. For queries. */
  void scan(String prefix, BiConsumer<String, String> each);

  /** Whether an earlier transaction of the same block wrote the key. */
  boolean writtenInThisBlock(String key);

  /** Whether this bug is planted here; never in earnest. */
  boolean planted(LedgerMutant mutant);
}
