package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;

/** Appends on their way to a follower and not yet acknowledged; bounded in number and weight. */
final class Flight {
  private static final int SLOTS = RaftLimits.IN_FLIGHT_APPENDS_MAX;

  /** Rings: the last index and the weight of each append, oldest first. */
  private final long[] lasts = new long[SLOTS];

  private final long[] weights = new long[SLOTS];
  private int oldest;
  private int size;

  /** Invariant: the sum of the weights in the ring. */
  private long weight;

  /** Whether one more may go out; at least one always may. */
  boolean hasRoom(RaftLimits limits) {
    return size == 0
        || (size < SLOTS && weight + limits.appendBytesMax() <= limits.inFlightBytesMax());
  }

  void add(long last, long appendWeight) {
    Invariant.check(size < SLOTS, "%d appends in flight already", size);
    int slot = (oldest + size) % SLOTS;
    lasts[slot] = last;
    weights[slot] = appendWeight;
    weight += appendWeight;
    size++;
  }

  /** All that ends at or before this index has arrived. */
  void acknowledged(long match) {
    while (size > 0 && lasts[oldest] <= match) {
      weight -= weights[oldest];
      oldest = (oldest + 1) % SLOTS;
      size--;
    }
  }

  void clear() {
    size = 0;
    weight = 0;
  }
}
