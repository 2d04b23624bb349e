package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import java.util.Arrays;
import java.util.List;

/**
 * The calls and returns of operations in their order. An operation whose outcome is known has a
 * slot, a small number that no other one has while it is open.
 */
public final class Intervals {
  public static final int NEVER = Integer.MAX_VALUE;

  /** In their order: twice the operation, and one more for a return. */
  public final int[] events;

  /** By operation: the position of its return in {@link #events}, or {@link #NEVER}. */
  public final int[] returnAt;

  /** By operation: its slot, or -1 when its outcome is unknown. */
  public final int[] slot;

  /** How many slots there are. */
  public final int slots;

  private final int answered;

  /** Of operations in the order of their invocations. */
  public Intervals(List<Operation> operations) {
    this(
        operations.stream().mapToLong(Operation::index).toArray(),
        operations.stream().mapToLong(Operation::endIndex).toArray(),
        operations.size());
  }

  /**
   * Of calls in their order, and ends, {@link Operation#NEVER} of unknown ones.
   *
   * @param size how many of them count
   */
  Intervals(long[] calls, long[] ends, int size) {
    int count = 0;
    for (int op = 0; op < size; op++) {
      count += ends[op] == Operation.NEVER ? 0 : 1;
    }
    answered = count;
    events = new int[size + answered];
    returnAt = new int[size];
    slot = new int[size];
    order(calls, ends, size);
    slots = assign();
  }

  /** Closed intervals: at equal positions calls come before returns. */
  private void order(long[] calls, long[] ends, int size) {
    int bits = 64 - Long.numberOfLeadingZeros(size);
    long[] returns = new long[answered];
    int count = 0;
    for (int op = 0; op < size; op++) {
      if (ends[op] != Operation.NEVER) {
        returns[count++] = (ends[op] << bits) | op;
      }
    }
    Arrays.sort(returns);
    Arrays.fill(returnAt, NEVER);
    int at = 0;
    int next = 0;
    for (long packed : returns) {
      long end = packed >>> bits;
      int op = (int) (packed & ((1L << bits) - 1));
      while (next < size && calls[next] <= end) {
        events[at++] = next++ << 1;
      }
      returnAt[op] = at;
      events[at++] = (op << 1) | 1;
    }
    while (next < size) {
      events[at++] = next++ << 1;
    }
  }

  private int assign() {
    int[] free = new int[answered];
    int spare = 0;
    int most = 0;
    for (int event : events) {
      int op = event >> 1;
      if ((event & 1) == 1) {
        free[spare++] = slot[op];
      } else if (returnAt[op] == NEVER) {
        slot[op] = -1;
      } else {
        slot[op] = spare > 0 ? free[--spare] : most++;
      }
    }
    return most;
  }
}
