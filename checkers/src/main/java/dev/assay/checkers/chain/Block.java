package dev.assay.checkers.chain;

import java.util.List;

/**
 * A block as exported; every hash is the node's claim, lower-case hex.
 *
 * @param number from 1
 * @param epoch of the leader that proposed it
 * @param sequence position in the ordering log
 * @param timeMillis since 1970, by the proposer's clock
 */
public record Block(
    long number,
    String previous,
    String transactionsRoot,
    String stateRoot,
    long epoch,
    long sequence,
    long timeMillis,
    String proposer,
    String hash,
    List<Transaction> transactions) {
  public Block {
    transactions = List.copyOf(transactions);
  }

  /** The text whose SHA-256 is the block's hash. */
  public String headerText() {
    return "assay-block-1\n%d\n%s\n%s\n%s\n%d\n%d\n%d\n%s\n"
        .formatted(
            number, previous, transactionsRoot, stateRoot, epoch, sequence, timeMillis, proposer);
  }
}
