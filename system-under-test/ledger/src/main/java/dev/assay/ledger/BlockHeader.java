package dev.assay.ledger;

/**
 * What a block's hash is taken over.
 *
 * @param number from 1, without gaps
 * @param previous hash of the block before, {@link Hash#ZERO} for block 1
 * @param transactionsRoot Merkle root (RFC 6962, section 2.1) over the transactions and their
 *     results
 * @param stateRoot Merkle root over all balances after the block
 * @param epoch the ordering's epoch of the entry that became this block
 * @param sequence that entry's place in the ordering; grows from block to block, with gaps
 * @param time milliseconds since 1970, never before the predecessor's
 * @param proposer the node that proposed the entry
 */
public record BlockHeader(
    long number,
    Hash previous,
    Hash transactionsRoot,
    Hash stateRoot,
    long epoch,
    long sequence,
    long time,
    String proposer) {

  public BlockHeader {
    Names.require("proposer", proposer);
    if (number < 1 || epoch < 0 || sequence < 0 || time < 0) {
      throw new IllegalArgumentException(
          "block number %d, epoch %d, sequence %d, time %d: a number is at least 1, the rest 0"
              .formatted(number, epoch, sequence, time));
    }
  }

  /** The block's hash: SHA-256 of a text of one line per field, so that any tool can compute it. */
  public Hash hash() {
    return Hash.ofText(
        String.join(
            "\n",
            "assay-block-1",
            Long.toString(number),
            previous.hex(),
            transactionsRoot.hex(),
            stateRoot.hex(),
            Long.toString(epoch),
            Long.toString(sequence),
            Long.toString(time),
            proposer,
            ""));
  }
}
