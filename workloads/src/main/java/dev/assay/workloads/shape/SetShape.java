package dev.assay.workloads.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sets to which elements are added, and reads of all elements; and one more set, whose few elements
 * come and go.
 *
 * @param sets number of sets, 1..100, chosen alike
 * @param elements of each set, 1..10000: once all were added, some are added again
 * @param readPercent reads among all operations on the sets that only grow
 * @param changingPercent operations on the set whose elements come and go; none: there is no such
 *     set
 */
public record SetShape(int sets, int elements, int readPercent, int changingPercent, Habits habits)
    implements WorkloadShape {
  public static final SetShape USUAL = new SetShape(2, 500, 20, 15, Habits.USUAL);

  /** The set whose elements come and go. */
  public static final String CHANGING = "changing";

  public SetShape {
    Shares.within("sets", sets, 1, 100);
    Shares.within("elements", elements, 1, 10_000);
    Shares.require("reads and retries", readPercent, habits.retryPercent());
    Shares.require("operations on a set that changes", changingPercent);
  }

  @Override
  public String workload() {
    return "set";
  }

  /** Those that only grow. */
  public List<String> setNames() {
    return IntStream.range(0, sets).mapToObj(number -> "s" + number).toList();
  }

  /** Those that there are. */
  public List<String> allNames() {
    List<String> all = new ArrayList<>(setNames());
    if (changingPercent > 0) {
      all.add(CHANGING);
    }
    return all;
  }
}
