package dev.assay.node;

import dev.assay.ledger.Ledger;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A read that waits for a state that is new enough. */
record Query<T>(Function<Ledger, T> question, long deadlineNanos, Consumer<ReadResult<T>> reply) {
  void answer(Ledger ledger) {
    reply.accept(new ReadResult.Answered<>(question.apply(ledger), ledger.height()));
  }

  void notPrimary(Optional<String> hint) {
    reply.accept(new ReadResult.NotPrimary<>(hint));
  }

  void invalid(String reason) {
    reply.accept(new ReadResult.Invalid<>(reason));
  }

  void unavailable(String reason) {
    reply.accept(new ReadResult.Unavailable<>(reason));
  }
}
