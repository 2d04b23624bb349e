package dev.assay.workloads.shape;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the transfer workload looks like.
 *
 * @param accounts number of accounts, 2..1000; account k is chosen with a share of 1/(k+1) (Zipf)
 * @param openingAmount first balance of each, in minor units, positive
 * @param amountMax transfers move 1..amountMax; some are refused as overdrafts
 * @param readPercent single reads among all operations
 * @param readAllPercent reads of every account among all operations
 * @param retryPercent transfers that repeat an earlier one's id, among all operations
 */
public record TransferShape(
    int accounts,
    long openingAmount,
    int amountMax,
    int readPercent,
    int readAllPercent,
    int retryPercent)
    implements WorkloadShape {
  public static final TransferShape USUAL = new TransferShape(8, 100, 30, 25, 15, 5);

  public TransferShape {
    if (accounts < 2 || accounts > 1000) {
      throw new IllegalArgumentException("accounts " + accounts + " is not within 2..1000");
    }
    if (openingAmount < 1 || amountMax < 1) {
      throw new IllegalArgumentException(
          "opening amount %d and largest transfer %d must be positive"
              .formatted(openingAmount, amountMax));
    }
    int others = readPercent + readAllPercent + retryPercent;
    if (readPercent < 0 || readAllPercent < 0 || retryPercent < 0 || others > 100) {
      throw new IllegalArgumentException(
          "reads %d %%, reads of all %d %% and retries %d %% must be shares of 100"
              .formatted(readPercent, readAllPercent, retryPercent));
    }
  }

  @Override
  public String workload() {
    return "transfer";
  }

  public List<String> accountNames() {
    return IntStream.range(0, accounts).mapToObj(number -> "a" + number).toList();
  }
}
