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
    return header.transactionsRoot().equals(transactionsRoot(transactions));
  }

  static Hash transactionsRoot(List<ExecutedTransaction> transactions) {
    return MerkleTree.root(transactions.stream().map(ExecutedTransaction::leafText).toList());
  }
}
