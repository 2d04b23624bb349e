package dev.assay.node;

/**
 * When a channel's state is stored as a snapshot and the ordering before it forgotten: as soon as
 * one of the two is reached since the last one. Until then what has been ordered stays in memory.
 *
 * @param entries of the ordering, from 1
 * @param bytes that they weigh, from 1
 */
public record SnapshotPolicy(long entries, long bytes) {
  /** A million entries or 8 MiB. */
  public static final SnapshotPolicy STANDARD = new SnapshotPolicy(1_000_000, 8 << 20);

  public SnapshotPolicy {
    if (entries < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "a snapshot after %d entries or %d bytes: both are at least 1".formatted(entries, bytes));
    }
  }
}
