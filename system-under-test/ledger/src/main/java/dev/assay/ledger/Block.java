package dev.assay.ledger;

import java.util.List;

/**
 * An ordered batch of transactions with their results, chained by hash to the block before; never
 * empty.
 */
public record Block(BlockHeader header, List<ExecutedTransaction> transactions) {
  public Block {
    transactions = List.copyOf(transactions);
    if (transactions.isEmpty() || transactions.size() > BatchCodec.TRANSACTIONS_MAX) {
      throw new IllegalArgumentException(
          "block %d has %d transactions: a block has 1 to %d"
              .formatted(header.number(), transactions.size(), BatchCodec.TRANSACTIONS_MAX));
    }
    if (header.version() == FormatVersion.ONE
        && !transactions.stream()
            .allMatch(it -> VersionOne.holds(it.transaction()) && VersionOne.holds(it.result()))) {
      throw new IllegalArgumentException(
          "block %d is of version 1, which has no form for one of its transactions"
              .formatted(header.number()));
    }
  }

  public long number() {
    return header.number();
  }

  /** Computed at every call; a reader that needs it often keeps it. */
  public Hash hash() {
    return header.hash();
  }

  /** Whether the header's transactions root is that of the transactions. */
  public boolean rootMatchesTransactions() {
    return header.transactionsRoot().equals(transactionsRoot(header.version(), transactions));
  }

  static Hash transactionsRoot(int version, List<ExecutedTransaction> transactions) {
    return MerkleTree.root(
        transactions.stream().map(executed -> executed.leafText(version)).toList());
  }
}
