package dev.assay.node.storage;

import dev.assay.ledger.Hash;

/**
 * Blocks {@code first} to {@code last} that are not there, though younger ones are.
 *
 * @param lastHash what the last of them must have as its hash
 */
record BlockGap(long first, long last, Hash lastHash) {
  BlockGap {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("a gap from block %d to %d".formatted(first, last));
    }
  }

  boolean has(long number) {
    return number >= first && number <= last;
  }
}
