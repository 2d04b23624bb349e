package dev.assay.node;

import java.util.Optional;
import java.util.function.Function;

/** What became of a query. */
public sealed interface ReadResult<T> {
  /** From the state after {@code block} and before the next; 0: the empty ledger. */
  record Answered<T>(T value, long block) implements ReadResult<T> {}

  /** {@code hint}: whom to ask instead. */
  record NotPrimary<T>(Optional<String> hint) implements ReadResult<T> {}

  /** No answer could be had, here and now. */
  record Unavailable<T>(String reason) implements ReadResult<T> {}

  /** The request itself is bad. */
  record Invalid<T>(String reason) implements ReadResult<T> {}

  /** The same with what the answer means; an answer without meaning is as good as none. */
  default <R> ReadResult<R> map(Function<T, R> meaning) {
    return switch (this) {
      case Answered<T>(T value, long block) -> {
        try {
          yield new Answered<>(meaning.apply(value), block);
        } catch (IllegalArgumentException e) {
          yield new Unavailable<>("the node's answer makes no sense: " + e.getMessage());
        }
      }
      case NotPrimary<T>(Optional<String> hint) -> new NotPrimary<>(hint);
      case Unavailable<T>(String reason) -> new Unavailable<>(reason);
      case Invalid<T>(String reason) -> new Invalid<>(reason);
    };
  }
}
