package dev.assay.ledger;

import java.util.ArrayList;
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

  private static Hash transactionsRoot(int version, List<ExecutedTransaction> transactions) {
    return transactionsRoot(version, transactions, new MerkleTree(Hash.sha256()));
  }

  static Hash transactionsRoot(
      int version, List<ExecutedTransaction> transactions, MerkleTree tree) {
    return Hash.ofDigest(tree.rootOf(leaves(version, transactions, tree)));
  }

  /** The hashes of the leaves of the transactions root. */
  static List<byte[]> leaves(int version, List<ExecutedTransaction> transactions, MerkleTree tree) {
    LineBuffer text = new LineBuffer();
    List<byte[]> leaves = new ArrayList<>(transactions.size());
    for (ExecutedTransaction executed : transactions) {
      executed.writeLeaf(version, text);
      leaves.add(tree.leaf(text.bytes(), text.length()));
    }
    return leaves;
  }
}
