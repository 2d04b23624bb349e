package dev.assay.workloads.shape;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Registers that are read, written and compared and set; every value is written once.
 *
 * @param keys number of registers, 1..1000, chosen alike
 * @param writePercent writes among all operations
 * @param casPercent compare-and-sets among all operations, mostly of the value that was seen last
 */
public record RegisterShape(int keys, int writePercent, int casPercent, Habits habits)
    implements WorkloadShape {
  public static final RegisterShape USUAL = new RegisterShape(4, 25, 20, Habits.USUAL);

  public RegisterShape {
    Shares.within("keys", keys, 1, 1000);
    Shares.require(
        "writes, compare-and-sets and retries", writePercent, casPercent, habits.retryPercent());
  }

  @Override
  public String workload() {
    return "register";
  }

  public List<String> keyNames() {
    return IntStream.range(0, keys).mapToObj(number -> "k" + number).toList();
  }
}
