package dev.assay.ledger;

import java.util.List;

/**
 * What one entry of the ordering carries: transactions in order, with the time and the name of the
 * node that proposed them. An entry that should change nothing may carry none.
 *
 * <p>A malformed proposer or transaction, a negative time, or more than {@link
 * BatchCodec#TRANSACTIONS_MAX} transactions are an {@link IllegalArgumentException}: the server has
 * to refuse those before it makes a batch.
 *
 * @param timeMillis the proposer's wall clock, milliseconds since 1970; the ledger never lets block
 *     times go back
 * @param proposer node name, as in {@link Names}
 */
public record Batch(long timeMillis, String proposer, List<Transaction> transactions) {
  public Batch {
    transactions = List.copyOf(transactions);
    Names.require("proposer", proposer);
    if (timeMillis < 0) {
      throw new IllegalArgumentException("batch time " + timeMillis + " ms is before 1970");
    }
    if (transactions.size() > BatchCodec.TRANSACTIONS_MAX) {
      throw new IllegalArgumentException(
          "%d transactions in a batch: at most %d"
              .formatted(transactions.size(), BatchCodec.TRANSACTIONS_MAX));
    }
    for (int i = 0; i < transactions.size(); i++) {
      if (transactions.get(i).malformed().isPresent()) {
        throw new IllegalArgumentException(
            "transaction %d of a batch has a malformed name: refuse it first".formatted(i));
      }
    }
  }
}
