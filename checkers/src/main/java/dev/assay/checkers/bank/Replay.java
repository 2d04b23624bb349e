package dev.assay.checkers.bank;

import dev.assay.checkers.bank.Standing.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Makes an order of all operations from the transfers that were placed, and checks it. */
final class Replay {
  private final Ledgered ledger;
  private final List<Integer> order = new ArrayList<>();
  private final long[] balances;
  private final List<Integer> open = new ArrayList<>();

  Replay(Ledgered ledger) {
    this.ledger = ledger;
    balances = ledger.initial.clone();
  }

  List<Integer> order(Standing end) {
    Deque<Step> steps = new ArrayDeque<>();
    for (Step step = end.path(); step != null; step = step.before()) {
      steps.addFirst(step);
    }
    boolean[] placed = new boolean[ledger.sort.length];
    int[] events = ledger.intervals.events;
    for (int at = 0; at < events.length; at++) {
      while (!steps.isEmpty() && steps.getFirst().at() == at) {
        int op = steps.removeFirst().op();
        balances[ledger.from[op]] -= ledger.amount[op];
        balances[ledger.to[op]] += ledger.amount[op];
        check(balances[ledger.from[op]] >= 0 && !placed[op], op);
        placed[op] = true;
        order.add(op);
        show(placed);
      }
      int op = events[at] >> 1;
      if ((events[at] & 1) == 1) {
        check(placed[op], op);
      } else if (!ledger.isUnknown(op) && ledger.sort[op] != Ledgered.TRANSFER) {
        open.add(op);
        show(placed);
      }
    }
    return order;
  }

  private void show(boolean[] placed) {
    open.removeIf(
        op -> {
          boolean holds = holds(op);
          if (holds) {
            placed[op] = true;
            order.add(op);
          }
          return holds;
        });
  }

  private boolean holds(int op) {
    return switch (ledger.sort[op]) {
      case Ledgered.SEEN -> Arrays.equals(ledger.seen[op], balances);
      case Ledgered.LACKS -> balances[ledger.from[op]] < ledger.amount[op];
      default -> true;
    };
  }

  private void check(boolean condition, int op) {
    if (!condition) {
      throw new IllegalStateException(
          "operation #%d was placed where it is impossible"
              .formatted(ledger.operations.get(op).index()));
    }
  }
}
