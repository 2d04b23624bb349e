package dev.assay.ledger;

import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What it costs to apply transfers, for numbers of accounts and of transfers in a block: best of
 * several rounds, in nanoseconds of processor time per transfer. Run by hand.
 */
public final class ApplyBenchmark {
  private static final int ROUNDS = 7;

  /** Others may be busy, too. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private ApplyBenchmark() {}

  public static void main(String[] args) {
    int transfers = args.length > 0 ? Integer.parseInt(args[0]) : 40_000;
    for (int accounts : new int[] {8, 1_000}) {
      for (int block : new int[] {1, 8, 64, 256}) {
        System.out.printf(
            "%5d accounts, %3d transfers a block: %6d ns per transfer%n",
            accounts, block, bestNanos(accounts, block, transfers));
      }
    }
  }

  private static long bestNanos(int accounts, int block, int transfers) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      List<Batch> batches = batches(accounts, block, transfers);
      Ledger ledger = opened(accounts);
      long begun = CPU.getCurrentThreadCpuTime();
      for (Batch batch : batches) {
        ledger.apply(1, ledger.lastSequence() + 1, batch);
      }
      best = Math.min(best, (CPU.getCurrentThreadCpuTime() - begun) / transfers);
    }
    return best;
  }

  static Ledger opened(int accounts) {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    for (int i = 0; i < accounts; i++) {
      Transaction open = TransferContract.open("o-" + i, "account-" + i, 1_000_000);
      ledger.apply(1, i + 1, new Batch(1, "n1", List.of(open)));
    }
    return ledger;
  }

  static List<Batch> batches(int accounts, int block, int transfers) {
    return batches(accounts, block, 0, transfers);
  }

  /** Transfers whose ids count from {@code first}. */
  static List<Batch> batches(int accounts, int block, int first, int transfers) {
    SplittableRandom random = new SplittableRandom(first);
    List<Batch> batches = new ArrayList<>();
    for (int done = first; done < first + transfers; done += block) {
      List<Transaction> transactions = new ArrayList<>();
      for (int i = 0; i < block; i++) {
        int from = random.nextInt(accounts);
        int to = (from + 1 + random.nextInt(accounts - 1)) % accounts;
        transactions.add(
            TransferContract.transfer(
                "client-7-" + (done + i), "account-" + from, "account-" + to, 1));
      }
      batches.add(new Batch(1_790_000_000_000L + done, "n1", transactions));
    }
    return batches;
  }
}
