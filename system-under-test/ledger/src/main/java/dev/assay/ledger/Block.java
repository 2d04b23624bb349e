package dev.assay.ledger;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An ordered batch of transactions with their results, chained by hash to the block before; never
 * empty.
 */
public final class Block {
  private final BlockHeader header;
  private final List<ExecutedTransaction> transactions;

  /** Computed when it is first asked for. */
  private @Nullable Hash hash;

  /**
   * A block of these transactions; whether the header's hashes are theirs is not looked at.
   *
   * @throws IllegalArgumentException when there are too many or none, or the header's version has
   *     no form for one of them
   */
  public Block(BlockHeader header, List<ExecutedTransaction> transactions) {
    this.header = header;
    this.transactions = List.copyOf(transactions);
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

  public BlockHeader header() {
    return header;
  }

  /** In their order; immutable, never empty. */
  public List<ExecutedTransaction> transactions() {
    return transactions;
  }

  public long number() {
    return header.number();
  }

  /** The header's hash. */
  public Hash hash() {
    Hash known = hash;
    if (known == null) {
      known = header.hash();
      hash = known;
    }
    return known;
  }

  /** {@link #hash()}, with a digest that nobody else uses at the same time. */
  Hash hash(MessageDigest sha256) {
    Hash computed = header.hash(sha256);
    hash = computed;
    return computed;
  }

  /** Whether the header's transactions root is that of the transactions. */
  public boolean rootMatchesTransactions() {
    return new Check().rootMatchesTransactions(this);
  }

  /** {@link #rootMatchesTransactions()} for many blocks; computes their hashes on the way. */
  public static final class Check {
    private final MessageDigest sha256 = Hash.sha256();
    private final MerkleTree tree = new MerkleTree(sha256);

    /** Whether the header's transactions root is that of the transactions. */
    public boolean rootMatchesTransactions(Block block) {
      var _ = block.hash(sha256);
      return block
          .header
          .transactionsRoot()
          .equals(transactionsRoot(block.header.version(), block.transactions, tree));
    }
  }

  static Hash transactionsRoot(
      int version, List<ExecutedTransaction> transactions, MerkleTree tree) {
    return Hash.ofDigest(tree.rootOf(leaves(version, transactions, tree)));
  }

  /** The hashes of the leaves of the transactions root. */
  static List<byte[]> leaves(int version, List<ExecutedTransaction> transactions, MerkleTree tree) {
    LineBuffer text = tree.text();
    List<byte[]> leaves = new ArrayList<>(transactions.size());
    for (ExecutedTransaction executed : transactions) {
      executed.writeLeaf(version, text);
      leaves.add(tree.leaf(text.bytes(), text.length()));
    }
    return leaves;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block that
        && header.equals(that.header)
        && transactions.equals(that.transactions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(header, transactions);
  }

  @Override
  public String toString() {
    return "Block[%s, %s]".formatted(header, transactions);
  }
}
