package dev.assay.node;

import dev.assay.ledger.Ledger;
import dev.assay.ledger.Query;
import dev.assay.ledger.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A query that waits for a state that is new enough. */
record PendingQuery(Query query, long deadlineNanos, Consumer<ReadResult<List<String>>> reply) {
  /** What a query counts against bounds. */
  static int weight(Query query) {
    int weight = 256;
    for (String argument : query.arguments()) {
      weight += argument.length();
    }
    return weight;
  }

  void answer(Ledger ledger) {
    reply.accept(
        switch (ledger.query(query)) {
          case Result.Applied(List<String> output) ->
              new ReadResult.Answered<>(output, ledger.height());
          case Result.Refused(String reason) -> new ReadResult.Invalid<>(reason);
        });
  }

  void notPrimary(Optional<String> hint) {
    reply.accept(new ReadResult.NotPrimary<>(hint));
  }

  void unavailable(String reason) {
    reply.accept(new ReadResult.Unavailable<>(reason));
  }
}
