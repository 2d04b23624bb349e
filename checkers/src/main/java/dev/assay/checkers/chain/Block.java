package dev.assay.checkers.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A block as exported; every hash is the node's claim, lower-case hex.
 *
 * @param version of the format, 1 or 2
 * @param number from 1
 * @param epoch of the leader that proposed it
 * @param sequence position in the ordering log
 * @param timeMillis since 1970, by the proposer's clock
 */
public record Block(
    int version,
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
  /** The newest that can be verified. */
  public static final int VERSION_MAX = 2;

  private static final int FIXED_BYTES = 1 + 4 * Long.BYTES + 3 * 32 + 1;

  public Block {
    transactions = List.copyOf(transactions);
  }

  /** The hash that the header must have. */
  public String headerHash() {
    return version == 1 ? MerkleRoot.hash(headerText()) : MerkleRoot.hash(headerBytes());
  }

  private String headerText() {
    return "assay-block-1\n%d\n%s\n%s\n%s\n%d\n%d\n%d\n%s\n"
        .formatted(
            number, previous, transactionsRoot, stateRoot, epoch, sequence, timeMillis, proposer);
  }

  private byte[] headerBytes() {
    byte[] name = proposer.getBytes(US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + name.length);
    bytes.put((byte) version).putLong(number);
    for (String field : List.of(previous, transactionsRoot, stateRoot)) {
      bytes.put(HexFormat.of().parseHex(field));
    }
    bytes.putLong(epoch).putLong(sequence).putLong(timeMillis);
    bytes.put((byte) name.length).put(name);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** The Merkle root that the transactions must have. */
  public String rootOfTransactions() {
    return MerkleRoot.of(transactions.stream().map(it -> it.leafText(version)).toList());
  }
}
