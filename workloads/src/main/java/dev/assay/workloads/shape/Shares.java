package dev.assay.workloads.shape;

import java.util.Arrays;

/** Percentages that are parts of one whole. */
final class Shares {
  private Shares() {}

  static void require(String what, int... percents) {
    if (Arrays.stream(percents).anyMatch(percent -> percent < 0)
        || Arrays.stream(percents).sum() > 100) {
      throw new IllegalArgumentException(
          what + " of " + Arrays.toString(percents) + " % are no shares of 100");
    }
  }

  static void within(String what, int number, int min, int max) {
    if (number < min || number > max) {
      throw new IllegalArgumentException(
          "%s %d is not within %d..%d".formatted(what, number, min, max));
    }
  }
}
