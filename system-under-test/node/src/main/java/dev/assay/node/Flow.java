package dev.assay.node;

/**
 * How much of the ordering a primary sends at once. Less makes it slower, never wrong: the smallest
 * numbers are for tests, where they open windows that are hardly ever open otherwise.
 *
 * @param messageBytes in one message, where one batch always goes; 1 to 256 KiB
 * @param underWayBytes unacknowledged to one peer, and kept in memory before a snapshot so that a
 *     peer that is no further behind needs none; at least as much, up to 1 MiB
 */
public record Flow(int messageBytes, int underWayBytes) {
  private static final int MESSAGE_BYTES_MAX = 256 << 10;
  private static final int UNDER_WAY_BYTES_MAX = 1 << 20;

  /** All there can be: what is under way to eight peers at once fits into a heap of 128 MiB. */
  public static final Flow STANDARD = new Flow(MESSAGE_BYTES_MAX, UNDER_WAY_BYTES_MAX);

  public Flow {
    if (messageBytes < 1
        || messageBytes > MESSAGE_BYTES_MAX
        || underWayBytes < messageBytes
        || underWayBytes > UNDER_WAY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "%d bytes in a message and %d under way: needs 1 to %d, and that to %d"
              .formatted(messageBytes, underWayBytes, MESSAGE_BYTES_MAX, UNDER_WAY_BYTES_MAX));
    }
  }
}
