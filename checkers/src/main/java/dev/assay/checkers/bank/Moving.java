package dev.assay.checkers.bank;

import dev.assay.checkers.bank.Standing.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Places transfers, and with them whatever they show to open reads. */
final class Moving {
  private static final int PERMUTED_MAX = 4;

  private final Ledgered ledger;

  /** By slot: who has it; and the slots that are open, by sort. */
  private final int[] operationAt = new int[Long.SIZE];

  private long openTransfers;
  private long openOthers;
  private int at;

  Moving(Ledgered ledger) {
    this.ledger = ledger;
  }

  void place(int position) {
    at = position;
  }

  void called(int op) {
    int slot = ledger.intervals.slot[op];
    operationAt[slot] = op;
    if (ledger.sort[op] == Ledgered.TRANSFER) {
      openTransfers |= 1L << slot;
    } else {
      openOthers |= 1L << slot;
    }
  }

  void returned(int op) {
    long bit = ~(1L << ledger.intervals.slot[op]);
    openTransfers &= bit;
    openOthers &= bit;
  }

  /** Starts over at a place: only these are open. */
  void reset(List<Integer> open) {
    openTransfers = 0;
    openOthers = 0;
    open.forEach(this::called);
  }

  long openTransfers() {
    return openTransfers;
  }

  long openOthers() {
    return openOthers;
  }

  int operationAt(int slot) {
    return operationAt[slot];
  }

  /** Whether the operation, which changes nothing, may be placed where accounts stand so. */
  boolean holds(int op, long[] balances) {
    return switch (ledger.sort[op]) {
      case Ledgered.SEEN -> same(ledger.seen[op], balances);
      case Ledgered.LACKS -> balances[ledger.from[op]] < ledger.amount[op];
      default -> true;
    };
  }

  private static boolean same(long[] one, long[] other) {
    for (int i = 0; i < one.length; i++) {
      if (one[i] != other[i]) {
        return false;
      }
    }
    return true;
  }

  /** After the transfer; empty when there is not enough. */
  Optional<Standing> moved(Standing standing, int op) {
    if (standing.balances[ledger.from[op]] < ledger.amount[op]) {
      return Optional.empty();
    }
    long[] balances = standing.balances.clone();
    balances[ledger.from[op]] -= ledger.amount[op];
    balances[ledger.to[op]] += ledger.amount[op];
    boolean isUnknown = ledger.isUnknown(op);
    long done = standing.done | (isUnknown ? 0 : 1L << ledger.intervals.slot[op]);
    for (long left = openOthers & ~done; left != 0; left &= left - 1) {
      if (holds(operationAt[Long.numberOfTrailingZeros(left)], balances)) {
        done |= left & -left;
      }
    }
    return Optional.of(
        new Standing(
            balances,
            done,
            isUnknown ? without(standing.unused, op) : standing.unused,
            standing.used + (isUnknown ? 1 : 0),
            standing.usedHash + (isUnknown ? hash(ledger.kind[op]) : 0),
            new Step(standing.path, at, op)));
  }

  private static long hash(int kind) {
    long z = (kind + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    return z ^ (z >>> 27);
  }

  private static int[] without(int[] unused, int op) {
    int[] rest = new int[unused.length - 1];
    int count = 0;
    for (int other : unused) {
      if (other != op) {
        rest[count++] = other;
      }
    }
    return rest;
  }

  /** After all of them, in orders that show most to those that are open; at most so many. */
  List<Standing> movedAll(Standing standing, int[] ops, int ordersMax) {
    List<Standing> ends = new ArrayList<>();
    if (ops.length <= PERMUTED_MAX) {
      permuted(standing, ops, 0, ends);
      ends.sort((one, other) -> Long.bitCount(other.done) - Long.bitCount(one.done));
    } else {
      greedy(standing, ops).ifPresent(ends::add);
    }
    List<Standing> distinct = new ArrayList<>();
    for (Standing end : ends) {
      if (distinct.size() < ordersMax
          && distinct.stream().noneMatch(other -> (end.done & ~other.done) == 0)) {
        distinct.add(end);
      }
    }
    return distinct;
  }

  /** The bits of those already placed: of the first ones in the array. */
  private void permuted(Standing standing, int[] ops, long placed, List<Standing> ends) {
    if (Long.bitCount(placed) == ops.length) {
      ends.add(standing);
      return;
    }
    for (int i = 0; i < ops.length; i++) {
      if ((placed >>> i & 1) == 0) {
        Optional<Standing> after = moved(standing, ops[i]);
        if (after.isPresent()) {
          permuted(after.get(), ops, placed | 1L << i, ends);
        }
      }
    }
  }

  private Optional<Standing> greedy(Standing standing, int[] ops) {
    Standing now = standing;
    List<Integer> left = new ArrayList<>();
    for (int op : ops) {
      left.add(op);
    }
    while (!left.isEmpty()) {
      Standing best = null;
      Integer taken = null;
      for (Integer op : left) {
        Optional<Standing> after = moved(now, op);
        if (after.isPresent()
            && (best == null || Long.bitCount(after.get().done) > Long.bitCount(best.done))) {
          best = after.get();
          taken = op;
        }
      }
      if (best == null || taken == null) {
        return Optional.empty();
      }
      now = best;
      left.remove(/* element */ taken);
    }
    return Optional.of(now);
  }
}
