package dev.assay.ledger;

import java.util.Arrays;
import java.util.Optional;

/**
 * Verifies a chain by its headers alone: that each follows the one before, and that a transaction
 * stands in a block of it. Whose chain it is, the headers don't say: whoever asks several nodes
 * compares their heads. Keeps 32 bytes of each block. One thread owns it.
 */
public final class LightClient {
  private static final int WORDS = 4;

  /** The number of the block that is trusted from the start. */
  private final long trusted;

  /** The hashes of the blocks from {@link #trusted} on. */
  private long[] hashes = new long[64 * WORDS];

  private long height;
  private long headTime;
  private long headEpoch;
  private long headSequence;

  /** Begins before the first block. */
  public LightClient() {
    this(0, Hash.ZERO);
  }

  /** Begins at a block that is trusted for other reasons; those before it it knows nothing of. */
  public LightClient(long number, Hash hash) {
    trusted = number;
    height = number;
    keep(hash);
  }

  /** The number of the last block whose header was taken. */
  public long height() {
    return height;
  }

  /** The hash of the last block whose header was taken. */
  public Hash headHash() {
    return hash(height);
  }

  /** Takes the next header; when it does not follow, says why and takes nothing. */
  public Optional<String> next(BlockHeader header) {
    if (header.number() != height + 1) {
      return Optional.of("number %d, expected %d".formatted(header.number(), height + 1));
    }
    if (!header.previous().equals(headHash())) {
      return Optional.of(
          "previous hash %s, but block %d has %s".formatted(header.previous(), height, headHash()));
    }
    if (header.time() < headTime
        || header.epoch() < headEpoch
        || header.sequence() <= headSequence) {
      return Optional.of(
          "time %d, epoch %d, sequence %d after time %d, epoch %d, sequence %d"
              .formatted(
                  header.time(),
                  header.epoch(),
                  header.sequence(),
                  headTime,
                  headEpoch,
                  headSequence));
    }
    height = header.number();
    headTime = header.time();
    headEpoch = header.epoch();
    headSequence = header.sequence();
    keep(header.hash());
    return Optional.empty();
  }

  /** Why the proof does not show that its transaction is in this chain; empty when it does. */
  public Optional<String> problem(InclusionProof proof) {
    BlockHeader header = proof.header();
    if (header.number() <= trusted || header.number() > height) {
      return Optional.of(
          "block %d is not among the known %d to %d"
              .formatted(header.number(), trusted + 1, height));
    }
    if (!header.hash().equals(hash(header.number()))) {
      return Optional.of(
          "block %d of this chain has hash %s, the proof is for %s"
              .formatted(header.number(), hash(header.number()), header.hash()));
    }
    return proof.holds()
        ? Optional.empty()
        : Optional.of(
            "the path does not lead from the transaction to the root of block " + header.number());
  }

  private void keep(Hash hash) {
    int word = Math.toIntExact((height - trusted) * WORDS);
    if (word == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.multiplyExact(hashes.length, 2));
    }
    hashes[word] = hash.first();
    hashes[word + 1] = hash.second();
    hashes[word + 2] = hash.third();
    hashes[word + 3] = hash.fourth();
  }

  private Hash hash(long number) {
    int word = (int) ((number - trusted) * WORDS);
    return new Hash(hashes[word], hashes[word + 1], hashes[word + 2], hashes[word + 3]);
  }
}
