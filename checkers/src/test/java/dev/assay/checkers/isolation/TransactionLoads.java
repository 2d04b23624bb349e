package dev.assay.checkers.isolation;

import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Seed;
import java.util.List;

/** The load on which Elle was measured, as something to be checked again and again. */
public final class TransactionLoads {
  private TransactionLoads() {}

  /** So many list-append transactions by ten clients, strictly serializable. */
  public static Runnable listAppend(int transactions) {
    History history = new TransactionLoad(new Seed(1), true).history(transactions, 10);
    List<Operation> operations = history.clientOperations();
    return () -> {
      Isolation isolation = Isolation.ofListAppend(Guarantee.STRICT_SERIALIZABLE);
      operations.forEach(isolation::add);
      if (!isolation.decide().keeps(Guarantee.STRICT_SERIALIZABLE)) {
        throw new IllegalStateException("the load is serializable and was called anomalous");
      }
    };
  }
}
