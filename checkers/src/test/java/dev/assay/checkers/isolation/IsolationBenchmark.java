package dev.assay.checkers.isolation;

import dev.assay.history.Operation;
import dev.assay.history.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints how long it takes to decide about generated transactions, the first time in the process
 * and at best. What is measured is everything after the transactions are there as values; they are
 * handed over in pieces, so that the heap need not hold them all at once.
 */
final class IsolationBenchmark {
  private static final int PIECE = 10_000;

  private final String form;
  private final int transactions;
  private final Guarantee guarantee;

  private IsolationBenchmark(String form, int transactions, Guarantee guarantee) {
    this.form = form;
    this.transactions = transactions;
    this.guarantee = guarantee;
  }

  /** Arguments: list-append or rw-register, number of transactions, number of repetitions. */
  public static void main(String[] args) {
    int transactions = Integer.parseInt(args[1]);
    for (Guarantee guarantee :
        List.of(Guarantee.STRICT_SERIALIZABLE, new Guarantee(Level.SERIALIZABLE, Strength.PLAIN))) {
      IsolationBenchmark benchmark = new IsolationBenchmark(args[0], transactions, guarantee);
      long first = benchmark.nanos();
      long best = first;
      for (int i = 1; i < Integer.parseInt(args[2]); i++) {
        best = Math.min(best, benchmark.nanos());
      }
      System.out.printf(
          Locale.ROOT,
          "%s, %d transactions, %s: first %.1f ms, best %.1f ms%n",
          args[0],
          transactions,
          guarantee.name(),
          first / 1e6,
          best / 1e6);
    }
  }

  private long nanos() {
    boolean lists = form.equals("list-append");
    Isolation isolation =
        lists ? Isolation.ofListAppend(guarantee) : Isolation.ofRegisters(guarantee);
    List<Operation> piece = new ArrayList<>(PIECE);
    long[] nanos = new long[1];
    new TransactionLoad(new Seed(7), lists)
        .stream(
            transactions,
            10,
            operation -> {
              piece.add(operation);
              if (piece.size() == PIECE) {
                nanos[0] += add(isolation, piece);
              }
            });
    nanos[0] += add(isolation, piece);
    long begin = System.nanoTime();
    boolean kept = isolation.decide().keeps(guarantee);
    nanos[0] += System.nanoTime() - begin;
    if (!kept) {
      throw new IllegalStateException("the load is " + guarantee.name() + ", but was not found so");
    }
    return nanos[0];
  }

  private static long add(Isolation isolation, List<Operation> piece) {
    long begin = System.nanoTime();
    piece.forEach(isolation::add);
    long nanos = System.nanoTime() - begin;
    piece.clear();
    return nanos;
  }
}
