package dev.assay.node;

/** Room for requests that wait, of all channels of a node together: so many, and so heavy. */
final class Room {
  private final int countMax;
  private final long bytesMax;
  private int count;
  private long bytes;

  Room(int countMax, long bytesMax) {
    this.countMax = countMax;
    this.bytesMax = bytesMax;
  }

  /** Whether one more of this weight may wait; if so it has its place until {@link #leave}. */
  boolean enter(int weight) {
    boolean fits = count < countMax && bytes + weight <= bytesMax;
    if (fits) {
      count++;
      bytes += weight;
    }
    return fits;
  }

  void leave(int weight) {
    count--;
    bytes -= weight;
  }

  /** How many wait. */
  int count() {
    return count;
  }
}
