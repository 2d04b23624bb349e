package dev.assay.workloads.shape;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Sets to which elements are added, and reads of all elements.
 *
 * @param sets number of sets, 1..100, chosen alike
 * @param elements of each set, 1..10000: once all were added, some are added again
 * @param readPercent reads among all operations
 */
public record SetShape(int sets, int elements, int readPercent, Habits habits)
    implements WorkloadShape {
  public static final SetShape USUAL = new SetShape(2, 500, 20, Habits.USUAL);

  public SetShape {
    Shares.within("sets", sets, 1, 100);
    Shares.within("elements", elements, 1, 10_000);
    Shares.require("reads and retries", readPercent, habits.retryPercent());
  }

  @Override
  public String workload() {
    return "set";
  }

  public List<String> setNames() {
    return IntStream.range(0, sets).mapToObj(number -> "s" + number).toList();
  }
}
