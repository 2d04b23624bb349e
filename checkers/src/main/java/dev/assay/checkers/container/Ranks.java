package dev.assay.checkers.container;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Numbers in the order of moments that belong to them. */
final class Ranks {
  /** No moment is later but never. */
  private static final long LATE = 1L << 40;

  private Ranks() {}

  /** The numbers below the size, by their moments; of equal ones the lower number first. */
  static int[] by(int size, IntToLongFunction moment) {
    int bits = 64 - Long.numberOfLeadingZeros(size);
    long[] packed = new long[size];
    for (int i = 0; i < size; i++) {
      packed[i] = Math.min(moment.applyAsLong(i), LATE) << bits | i;
    }
    Arrays.sort(packed);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) (packed[i] & ((1L << bits) - 1));
    }
    return order;
  }
}
