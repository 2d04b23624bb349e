package dev.assay.checkers.register;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Clashing;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides histories of a register in which every value is written once, in n log n. Declines when
 * one is not, and when failed compare-and-sets stand in the way of the order that it found.
 *
 * @param initial the value at the start
 */
public record UniqueValues(Value initial, RegisterCall.Reader reader) implements Rung {
  @Override
  public String name() {
    return "unique values";
  }

  @Override
  public Optional<Answer> decide(List<Operation> operations, Budget budget) {
    Values values = new Values(initial, operations, reader);
    if (!values.isUnambiguous()) {
      return Optional.empty();
    }
    try {
      Blocks blocks = new Blocks(values);
      return new Layout(blocks, new Zones(blocks).order())
          .solve(budget)
          .filter(order -> keepsTime(values, order))
          .map(
              order ->
                  new Answer.Linearizable(order.stream().map(operations::get).toList(), name()));
    } catch (Clashing clash) {
      return Optional.of(clash.told(operations, name()));
    }
  }

  /** Without writes that nobody saw. */
  @Override
  public List<Operation> likely(List<Operation> operations) {
    Values values = new Values(initial, operations, reader);
    if (!values.isUnambiguous()) {
      return operations;
    }
    boolean[] idle = new boolean[operations.size()];
    Blocks blocks = new Blocks(values);
    for (int v = 0; v < values.count(); v++) {
      if (!blocks.happened(v) && values.writer[v] >= 0) {
        idle[values.writer[v]] = true;
      }
    }
    List<Operation> likely = new ArrayList<>();
    for (int op = 0; op < idle.length; op++) {
      if (!idle[op]) {
        likely.add(operations.get(op));
      }
    }
    return likely;
  }

  /** Nobody stands behind one that began after he had ended. */
  private static boolean keepsTime(Values values, List<Integer> order) {
    long latestCall = -1;
    for (int op : order) {
      latestCall = Math.max(latestCall, values.call[op]);
      if (values.end[op] < latestCall) {
        return false;
      }
    }
    return true;
  }
}
