package dev.assay.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What one entry of the ordering carries: transactions in order, with the time and the name of the
 * node that proposed them. An entry that should change nothing may carry none.
 *
 * <p>A malformed proposer or transaction, a negative time, more than {@link
 * BatchCodec#TRANSACTIONS_MAX} transactions, or one that the version has no form for are an {@link
 * IllegalArgumentException}: the server has to refuse those before it makes a batch.
 *
 * @param version of the format and the rules, as in {@link FormatVersion}
 * @param timeMillis the proposer's wall clock, milliseconds since 1970; the ledger never lets block
 *     times go back
 * @param proposer node name, as in {@link Names}
 */
public record Batch(int version, long timeMillis, String proposer, List<Transaction> transactions) {
  public Batch {
    FormatVersion.require(version);
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
      Optional<String> malformed = malformed(version, transactions.get(i));
      if (malformed.isPresent()) {
        throw new IllegalArgumentException(
            "transaction %d of a batch of version %d: %s: refuse it first"
                .formatted(i, version, malformed.get()));
      }
    }
  }

  /** Of the newest version. */
  public Batch(long timeMillis, String proposer, List<Transaction> transactions) {
    this(FormatVersion.NEWEST, timeMillis, proposer, transactions);
  }

  /** Why a batch of this version cannot hold the transaction; empty when it can. */
  public static Optional<String> malformed(int version, Transaction transaction) {
    Optional<String> malformed = transaction.malformed();
    return malformed.isPresent() || version != FormatVersion.ONE || VersionOne.holds(transaction)
        ? malformed
        : Optional.of(Reason.UNKNOWN_CONTRACT);
  }
}
