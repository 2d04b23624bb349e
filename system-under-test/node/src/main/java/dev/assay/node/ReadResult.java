package dev.assay.node;

import java.util.Optional;

/** What became of a linearizable read. */
public sealed interface ReadResult<T> {
  /** The state after {@code block} and before the next; 0: the empty ledger. */
  record Answered<T>(T value, long block) implements ReadResult<T> {}

  /** {@code hint}: whom to ask instead. */
  record NotPrimary<T>(Optional<String> hint) implements ReadResult<T> {}

  /** No answer could be had, here and now. */
  record Unavailable<T>(String reason) implements ReadResult<T> {}

  /** The request itself is bad. */
  record Invalid<T>(String reason) implements ReadResult<T> {}
}
