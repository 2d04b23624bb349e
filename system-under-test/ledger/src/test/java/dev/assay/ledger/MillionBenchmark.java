package dev.assay.ledger;

import dev.assay.ledger.contract.StandardContracts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;

/**
 * A ledger with a million transfers: heap, and what it costs to take an image, to write it and to
 * go on from it. Run by hand, with a bounded heap.
 */
public final class MillionBenchmark {
  private static final int TRANSFERS = 1_000_000;
  private static final int ACCOUNTS = 1_000;
  private static final int BLOCK = 100;

  private MillionBenchmark() {}

  public static void main(String[] args) throws IOException {
    long empty = heap();
    Ledger ledger = ApplyBenchmark.opened(ACCOUNTS);
    for (int done = 0; done < TRANSFERS; done += TRANSFERS / 10) {
      for (Batch batch : ApplyBenchmark.batches(ACCOUNTS, BLOCK, done, TRANSFERS / 10)) {
        ledger.apply(1, ledger.lastSequence() + 1, batch);
      }
    }
    System.out.printf("heap: %d KiB%n", (heap() - empty) >> 10);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int round = 0; round < 5; round++) {
      long begun = System.nanoTime();
      LedgerImage image = ledger.image();
      long taken = System.nanoTime();
      bytes.reset();
      image.writeTo(bytes::write);
      long written = System.nanoTime();
      Ledger again =
          Ledger.restore(
              StandardContracts.DEFAULT, Set.of(), new ByteArrayInputStream(bytes.toByteArray()));
      System.out.printf(
          "image of %d KiB: taken in %d us, written in %d ms, restored in %d ms: block %d%n",
          bytes.size() >> 10,
          (taken - begun) / 1_000,
          (written - taken) / 1_000_000,
          (System.nanoTime() - written) / 1_000_000,
          again.height());
    }
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
