package dev.assay.ledger;

import dev.assay.ledger.contract.TransferContract;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded batches over few accounts and ids, so that refusals, retries and repeated ids are common.
 */
final class RandomBatches {
  private final SplittableRandom random;

  RandomBatches(long seed) {
    random = new SplittableRandom(seed);
  }

  List<Batch> batches(int count) {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(batch());
    }
    return batches;
  }

  Batch batch() {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      transactions.add(transaction());
    }
    return new Batch(1000 + random.nextLong(100), "n" + random.nextInt(1, 4), transactions);
  }

  Transaction transaction() {
    return random.nextInt(5) == 0
        ? TransferContract.open("o-" + random.nextInt(20), account(), amount())
        : TransferContract.transfer("t-" + random.nextInt(500), account(), account(), amount());
  }

  private String account() {
    return "a" + random.nextInt(7);
  }

  private long amount() {
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> -random.nextLong(100);
      case 2 -> Long.MAX_VALUE - random.nextLong(3);
      default -> random.nextLong(1, 60);
    };
  }
}
