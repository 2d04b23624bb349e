package dev.assay.node.storage;

/** Blocks {@code first} to {@code last}, both included; never empty. */
public record BlockRange(long first, long last) {
  public BlockRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("blocks %d to %d are none".formatted(first, last));
    }
  }
}
