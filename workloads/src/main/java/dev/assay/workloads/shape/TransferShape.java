package dev.assay.workloads.shape;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Transfers between accounts, reads of one and of all.
 *
 * @param accounts number of accounts, 2..1000; account k is chosen with a share of 1/(k+1) (Zipf)
 * @param openingAmount first balance of each, in minor units, positive
 * @param amountMax transfers move 1..amountMax; some are refused as overdrafts
 * @param readPercent single reads among all operations
 * @param readAllPercent reads of every account among all operations
 * @param hotPercent transfers that leave account 0, whatever the usual choice
 */
public record TransferShape(
    int accounts,
    long openingAmount,
    int amountMax,
    int readPercent,
    int readAllPercent,
    int hotPercent,
    Habits habits)
    implements WorkloadShape {
  public static final TransferShape USUAL = new TransferShape(8, 100, 30, 25, 15, 0, Habits.USUAL);

  public TransferShape {
    Shares.within("accounts", accounts, 2, 1000);
    if (openingAmount < 1 || amountMax < 1) {
      throw new IllegalArgumentException(
          "opening amount %d and largest transfer %d must be positive"
              .formatted(openingAmount, amountMax));
    }
    Shares.require(
        "reads, reads of all and retries", readPercent, readAllPercent, habits.retryPercent());
    Shares.require("hot transfers", hotPercent);
  }

  @Override
  public String workload() {
    return "transfer";
  }

  public List<String> accountNames() {
    return IntStream.range(0, accounts).mapToObj(number -> "a" + number).toList();
  }
}
