package dev.assay.raft.quorum;

import dev.assay.raft.invariant.Invariant;
import java.util.Arrays;

/** Arithmetic of majorities: any two of them share a voter. */
public final class Majority {
  private Majority() {}

  /** The smallest number of voters that is more than half of them. */
  public static int of(int voters) {
    Invariant.check(voters >= 1, "a majority of %d voters: is the cluster empty?", voters);
    return voters / 2 + 1;
  }

  /**
   * The highest number that a majority has reached, given how far each voter is.
   *
   * @param numbers one for each voter; sorted on return
   */
  public static long reached(long[] numbers) {
    Arrays.sort(numbers);
    return numbers[numbers.length - of(numbers.length)];
  }
}
