package dev.assay.checkers.sets;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Clashing;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;

/**
 * Decides histories of a set from which nothing is removed, with reads of all elements, in time n
 * log n and what it takes to look at every element that was read. The reads must form a chain, each
 * with all that the one before it shows, and every element is added between the last read without
 * it and the first with it: so the order is fixed but for what lies between the same two reads, and
 * each operation happens as early as those before it allow. Declines when something is removed.
 */
public record GrowingSet(SetCall.Reader reader) implements Rung {
  @Override
  public String name() {
    return "growing set";
  }

  @Override
  public Optional<Answer> decide(List<Operation> operations, Budget budget) {
    try {
      Growth growth = new Growth(operations);
      for (int op = 0; op < operations.size(); op++) {
        if (!growth.take(op, reader.read(operations.get(op)))) {
          return Optional.empty();
        }
      }
      List<Operation> order = growth.order().stream().<Operation>map(operations::get).toList();
      return Optional.of(new Answer.Linearizable(order, name()));
    } catch (Clashing clash) {
      return Optional.of(clash.told(operations, name()));
    }
  }
}
