package dev.assay.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * What a block's hash is taken over.
 *
 * @param version of the format and the rules, as in {@link FormatVersion}
 * @param number from 1, without gaps
 * @param previous hash of the block before, {@link Hash#ZERO} for block 1
 * @param transactionsRoot Merkle root (RFC 6962, section 2.1) over the transactions and their
 *     results
 * @param stateRoot root over the world state after the block
 * @param epoch the ordering's epoch of the entry that became this block
 * @param sequence that entry's place in the ordering; grows from block to block, with gaps
 * @param time milliseconds since 1970, never before the predecessor's
 * @param proposer the node that proposed the entry
 */
public record BlockHeader(
    int version,
    long number,
    Hash previous,
    Hash transactionsRoot,
    Hash stateRoot,
    long epoch,
    long sequence,
    long time,
    String proposer) {
  static final int BYTES_MAX =
      1 + 4 * Long.BYTES + 3 * Hash.BYTES + TransactionFormat.NAME_BYTES_MAX;

  public BlockHeader {
    FormatVersion.require(version);
    Names.require("proposer", proposer);
    if (number < 1 || epoch < 0 || sequence < 0 || time < 0) {
      throw new IllegalArgumentException(
          "block number %d, epoch %d, sequence %d, time %d: a number is at least 1, the rest 0"
              .formatted(number, epoch, sequence, time));
    }
  }

  /**
   * The block's hash: SHA-256 of the header's bytes, as a block begins with them. Of version 1, of
   * a text of one line per field.
   */
  public Hash hash() {
    return hash(Hash.sha256());
  }

  /** {@link #hash()}, with a digest that nobody else uses at the same time. */
  Hash hash(MessageDigest sha256) {
    if (version == FormatVersion.ONE) {
      return Hash.ofText(VersionOne.headerText(this));
    }
    ByteBuffer bytes = ByteBuffer.allocate(sizeBytes());
    writeTo(bytes);
    return Hash.ofDigest(sha256.digest(bytes.array()));
  }

  /** What {@link #writeTo} writes. */
  int sizeBytes() {
    return BYTES_MAX - Names.LENGTH_MAX + proposer.length();
  }

  /** Version, number, previous hash, roots, epoch, sequence, time, proposer; big endian. */
  void writeTo(ByteBuffer bytes) {
    bytes.put((byte) version).putLong(number);
    previous.writeTo(bytes);
    transactionsRoot.writeTo(bytes);
    stateRoot.writeTo(bytes);
    bytes.putLong(epoch).putLong(sequence).putLong(time);
    TransactionFormat.writeName(proposer, bytes);
  }

  /** The fields after the version, which the reader has read. */
  static BlockHeader read(BoundedReader reader) {
    long number = reader.number("number");
    Hash previous = reader.hash("previous hash");
    Hash transactionsRoot = reader.hash("transactions root");
    Hash stateRoot = reader.hash("state root");
    long epoch = reader.number("epoch");
    long sequence = reader.number("sequence");
    long time = reader.number("time");
    if (number < 1 || epoch < 0 || sequence < 0 || time < 0) {
      throw reader.fault("a negative number, epoch, sequence or time");
    }
    return new BlockHeader(
        reader.version(),
        number,
        previous,
        transactionsRoot,
        stateRoot,
        epoch,
        sequence,
        time,
        reader.name("proposer"));
  }
}
