package dev.assay.node.storage;

/**
 * How a log uses its disk.
 *
 * @param segmentBytes a segment takes no more records once it is this large, at most {@link
 *     #SEGMENT_BYTES_MAX}; what is compacted goes in whole segments
 * @param preallocatedBytes so much is written ahead of the records in zeros, from 0: a sync of
 *     bytes that are there already has no size to write down. Measured by {@code
 *     scripts/benchmark-storage} on ext4 over virtio: more than twice the entries with 64 writers
 */
public record LogLimits(int segmentBytes, int preallocatedBytes) {
  public static final int SEGMENT_BYTES_MAX = 16 << 20;

  /** For a real disk. */
  public static final LogLimits USUAL = new LogLimits(SEGMENT_BYTES_MAX, 1 << 20);

  public LogLimits {
    if (segmentBytes < 1 || segmentBytes > SEGMENT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "segments of %d bytes, possible are 1 to %d".formatted(segmentBytes, SEGMENT_BYTES_MAX));
    }
    if (preallocatedBytes < 0 || preallocatedBytes > SEGMENT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "%d bytes written ahead, possible are 0 to %d"
              .formatted(preallocatedBytes, SEGMENT_BYTES_MAX));
    }
  }
}
