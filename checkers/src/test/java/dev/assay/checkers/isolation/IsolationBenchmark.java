package dev.assay.checkers.isolation;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.CheckResult;
import dev.assay.history.History;
import dev.assay.history.Seed;
import java.util.Locale;

/** Prints how long it takes to decide about generated transactions: the first time, and later. */
final class IsolationBenchmark {
  private IsolationBenchmark() {}

  /** Arguments: list-append or rw-register, number of transactions, number of repetitions. */
  public static void main(String[] args) {
    boolean lists = args[0].equals("list-append");
    int transactions = Integer.parseInt(args[1]);
    History history = new TransactionLoad(new Seed(7), lists).history(transactions, 10);
    for (String level : new String[] {"strict-serializable", "serializable"}) {
      Guarantee guarantee =
          level.startsWith("strict")
              ? Guarantee.STRICT_SERIALIZABLE
              : new Guarantee(Level.SERIALIZABLE, Strength.PLAIN);
      long best = Long.MAX_VALUE;
      long first = 0;
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        long begin = System.nanoTime();
        CheckResult result =
            IsolationChecker.listAppend(guarantee)
                .check(Recording.of(history), new Budget(Budget.Limits.DEFAULT));
        long nanos = System.nanoTime() - begin;
        if (!result.verdict().name().equals("PASS")) {
          throw new IllegalStateException(result.summary());
        }
        first = i == 0 ? nanos : first;
        best = Math.min(best, nanos);
      }
      System.out.printf(
          Locale.ROOT,
          "%s, %d transactions, %s: first %.1f ms, best %.1f ms%n",
          args[0],
          transactions,
          level,
          first / 1e6,
          best / 1e6);
    }
  }
}
