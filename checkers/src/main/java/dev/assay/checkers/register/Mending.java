package dev.assay.checkers.register;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Puts an order right that is wrong in a few places, where a failed compare-and-set stands among
 * what it must not see. Some neighbours are searched for another order among themselves that ends
 * with the same value; what is before and behind them then stays right, since neither real time nor
 * the values seen there depend on how those in between are ordered. Writes of unknown outcome that
 * nobody needed so far may help. When few neighbours don't suffice, more are taken.
 */
final class Mending {
  private static final int PLACES_MAX = 100;
  private static final int[] REACHES = {12, 40, 150, 600};
  private static final int STEPS_MAX = 20_000;

  /** Unknown writes that nobody needed, of those called last. */
  private static final int SPARE_MAX = 16;

  private final Values values;
  private final Budget budget;
  private int[] order;

  /** An event after all. */
  private final long behind;

  /** By operation: the value that it writes, else -1. */
  private final int[] written;

  private final boolean[] placed;

  /**
   * Of an order that holds all operations but unknown ones that nobody needs.
   *
   * @param order what is to be put right
   */
  Mending(Values values, List<Integer> order, Budget budget) {
    this.values = values;
    this.budget = budget;
    this.order = order.stream().mapToInt(op -> op).toArray();
    written = new int[values.call.length];
    Arrays.fill(written, Values.NOBODY);
    for (int v = 0; v < values.count(); v++) {
      if (values.writer[v] >= 0) {
        written[values.writer[v]] = v;
      }
    }
    long latest = 0;
    for (int op = 0; op < written.length; op++) {
      latest = Math.max(latest, values.isUnknown(op) ? values.call[op] : values.end[op]);
    }
    behind = latest + 1;
    placed = new boolean[written.length];
    for (int op : order) {
      placed[op] = true;
    }
  }

  /** An order that explains all; empty when none was found. */
  Optional<List<Integer>> mended() {
    int state = 0;
    int wrong = 0;
    for (int at = 0; at < order.length; at++) {
      int next = after(state, order[at]);
      if (next < 0) {
        if (++wrong > PLACES_MAX || !mend(at)) {
          return Optional.empty();
        }
        // The neighbours end with the value that they ended with: only what is behind is new.
        next = stateAfter(at);
      }
      state = next;
    }
    return Optional.of(Arrays.stream(order).boxed().toList());
  }

  private int stateAfter(int at) {
    for (int before = at; before >= 0; before--) {
      if (written[order[before]] >= 0) {
        return written[order[before]];
      }
    }
    return 0;
  }

  /** The value after the operation, or -1 when it can't be there. */
  private int after(int state, int op) {
    int to = written[op];
    if (to >= 0) {
      int from = values.expected[to];
      return from < 0 || from == state ? to : Values.NOBODY;
    }
    boolean fits = values.seen[op] >= 0 ? values.seen[op] == state : values.differs[op] != state;
    return fits ? state : Values.NOBODY;
  }

  private boolean mend(int at) {
    for (int reach : REACHES) {
      int from = Math.max(0, at - reach);
      int to = Math.min(order.length, at + reach + 1);
      if (reordered(from, to)) {
        return true;
      }
      if (from == 0 && to == order.length) {
        return false;
      }
    }
    return false;
  }

  private boolean reordered(int from, int to) {
    int[] among = Arrays.copyOfRange(order, from, to);
    int goal = stateAfter(to - 1);
    List<Operation> asked = new ArrayList<>();
    long last = 0;
    for (int op : among) {
      last = Math.max(last, values.call[op]);
      last = values.isUnknown(op) ? last : Math.max(last, values.end[op]);
    }
    for (int op : among) {
      asked.add(happened(op, last));
    }
    for (int op : spare(last)) {
      asked.add(values.operations.get(op));
    }
    asked.sort(Comparator.comparingLong(Operation::index));
    asked.add(at(asked.getFirst(), behind, behind));
    Neighbours model = new Neighbours(values, written, stateAfter(from - 1), goal);
    Budget some = budget.part(STEPS_MAX);
    Answer answer = Linearizability.check(model, asked, some);
    budget.spend(some.steps());
    if (answer instanceof Answer.Linearizable(List<Operation> found, _)) {
      replace(from, to, found);
      return true;
    }
    return false;
  }

  /** What certainly happened has an end here, at the latest when all others have. */
  private Operation happened(int op, long last) {
    Operation operation = values.operations.get(op);
    return operation.isUnknown() ? at(operation, operation.index(), last) : operation;
  }

  private static Operation at(Operation like, long call, long end) {
    return new Operation(
        call, like.process(), like.f(), like.input(), new Outcome.Ok(like.input()), 0, 0, end);
  }

  private List<Integer> spare(long last) {
    List<Integer> spare = new ArrayList<>();
    IntPredicate isSpare =
        op -> !placed[op] && written[op] >= 0 && values.isUnknown(op) && values.call[op] <= last;
    int below = Arrays.binarySearch(values.call, last);
    for (int op = below < 0 ? -below - 2 : below; op >= 0 && spare.size() < SPARE_MAX; op--) {
      if (isSpare.test(op)) {
        spare.add(op);
      }
    }
    return spare;
  }

  private void replace(int from, int to, List<Operation> found) {
    int[] changed = new int[from + found.size() - 1 + order.length - to];
    System.arraycopy(order, 0, changed, 0, from);
    int at = from;
    for (Operation operation : found) {
      int op = Arrays.binarySearch(values.call, operation.index());
      if (op >= 0) {
        changed[at++] = op;
        placed[op] = true;
      }
    }
    System.arraycopy(order, to, changed, at, order.length - to);
    order = changed;
  }
}
