package dev.assay.workloads.shape;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Transactions over several lists that read and append; every element is appended once. Some lists
 * are in use at a time, and one after the other gives way to the next.
 *
 * @param keys number of lists, 1..{@value #KEYS_MAX}
 * @param active lists that are in use at a time, 1..keys
 * @param span operations after which the oldest of those gives way, from 1
 * @param stepsMax reads and appends in a transaction: 1..stepsMax, at most {@value #STEPS_MAX}
 * @param queryPercent operations that only read, and need no transaction for it
 */
public record ListAppendShape(
    int keys, int active, int span, int stepsMax, int queryPercent, Habits habits)
    implements WorkloadShape {
  /** A last read of all lists is two queries. */
  public static final int KEYS_MAX = 32;

  public static final int STEPS_MAX = 16;

  public static final ListAppendShape USUAL = new ListAppendShape(24, 4, 25, 4, 25, Habits.USUAL);

  public ListAppendShape {
    Shares.within("keys", keys, 1, KEYS_MAX);
    Shares.within("active keys", active, 1, keys);
    Shares.within("span", span, 1, 1_000_000);
    Shares.within("steps", stepsMax, 1, STEPS_MAX);
    Shares.require("queries and retries", queryPercent, habits.retryPercent());
  }

  @Override
  public String workload() {
    return "list-append";
  }

  public List<String> keyNames() {
    return IntStream.range(0, keys).mapToObj(number -> "k" + number).toList();
  }
}
