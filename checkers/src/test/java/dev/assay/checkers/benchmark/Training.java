package dev.assay.checkers.benchmark;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Set;

/**
 * Checks some histories of each kind, others than those that are measured, so that the Java runtime
 * can note which classes and methods that takes. Exit code 0: done.
 */
public final class Training {
  private static final List<String> KINDS =
      List.of("reg", "regu", "writes", "kv", "bank", "queue", "stack", "priorities");

  /** Those with reads, of which one can be spoiled. */
  private static final Set<String> READ = Set.of("reg", "regu", "kv", "bank");

  private static final int CLIENTS = 5;
  private static final int OPERATIONS = 20_000;
  private static final long SEED = 900;

  private Training() {}

  public static void main(String[] arguments) {
    for (String kind : KINDS) {
      for (double unknown : List.of(0.0, 0.01)) {
        check(kind, GeneratedHistories.history(kind, CLIENTS, OPERATIONS, unknown, false, SEED));
        if (READ.contains(kind)) {
          check(kind, GeneratedHistories.history(kind, CLIENTS, OPERATIONS, unknown, true, SEED));
        }
      }
    }
  }

  private static void check(String kind, List<Operation> history) {
    Budget budget = new Budget(Budget.Limits.DEFAULT);
    Answer answer = Linearizability.check(GeneratedHistories.model(kind), history, budget);
    System.out.println(kind + " " + answer.getClass().getSimpleName());
  }
}
