package dev.assay.checkers.bank;

import dev.assay.checkers.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What may be placed so that an operation can return. Transfers commute while accounts suffice, so
 * nothing needs to go before the one that returns but what an open read must still see without it:
 * the reads say how the accounts stood, and so which of the open transfers they saw.
 */
final class Successors {
  private static final int UNKNOWN_MAX = 3;
  private static final int DEPTH_MAX = 3;

  private final Ledgered ledger;
  private final Moving moving;
  private final Budget budget;
  private final Explanations explanations;

  /** Reads that could not be explained at first: unknown transfers are thought of for them too. */
  private final Set<Integer> minded = new HashSet<>();

  private int level;

  Successors(Ledgered ledger, Moving moving, Budget budget) {
    this.ledger = ledger;
    this.moving = moving;
    this.budget = budget;
    explanations = new Explanations(ledger);
  }

  void mind(int op) {
    minded.add(op);
  }

  void calm() {
    minded.clear();
  }

  List<Standing> of(Standing standing, int op, int howHard) {
    level = howHard;
    List<Standing> found = new ArrayList<>();
    switch (ledger.sort[op]) {
      case Ledgered.SEEN -> seen(standing, op, level < 2 ? 0 : 2, found);
      case Ledgered.TRANSFER -> transferred(standing, op, DEPTH_MAX, found);
      default -> lacked(standing, op, DEPTH_MAX - 1, found);
    }
    return found;
  }

  private void seen(Standing standing, int read, int depth, List<Standing> found) {
    if (depth > 0) {
      for (Standing visited : visits(standing, -1)) {
        if ((visited.done >>> ledger.intervals.slot[read] & 1) != 0) {
          found.add(visited);
        } else {
          seen(visited, read, depth - 1, found);
        }
      }
    }
    int extra = level > 1 ? 1 : 0;
    boolean isFirst = found.isEmpty();
    for (int unknown = 0; unknown <= UNKNOWN_MAX + extra && extra >= 0; unknown++) {
      List<int[]> ways = explain(standing, read, unknown, -1);
      for (int[] way : ways) {
        found.addAll(moved(standing, way));
      }
      if (!ways.isEmpty() || !isFirst) {
        extra--;
      }
    }
  }

  /** Ways from here to how the read saw the accounts. */
  private List<int[]> explain(Standing standing, int read, int unknownMax, int without) {
    budget.step();
    explanations.clear();
    Set<Integer> kinds = new HashSet<>();
    for (long left = moving.openTransfers() & ~standing.done; left != 0; left &= left - 1) {
      int op = moving.operationAt(Long.numberOfTrailingZeros(left));
      if (op != without) {
        explanations.addKnown(op);
        if (unknownMax > 0) {
          kinds.add(ledger.kind[op]);
        }
      }
    }
    if (unknownMax > 0) {
      for (int op : standing.unused) {
        if (kinds.add(ledger.kind[op])) {
          explanations.addUnknown(op);
        }
      }
    }
    return explanations.find(
        standing.balances,
        ledger.seen[read],
        unknownMax,
        level == 0 ? 3 : 4 << level,
        unknownMax > 2 ? 100_000 : 20_000);
  }

  private void transferred(Standing standing, int op, int depth, List<Standing> found) {
    for (Standing visited : visits(standing, op)) {
      if (depth > 0) {
        transferred(visited, op, depth - 1, found);
      }
    }
    int before = found.size();
    moving.moved(standing, op).ifPresent(found::add);
    if (found.size() == before) {
      funded(standing, op, found);
    }
  }

  /** What an open read must see before the operation, or may. */
  private List<Standing> visits(Standing standing, int without) {
    List<Standing> visits = new ArrayList<>();
    for (long left = moving.openOthers() & ~standing.done; left != 0; left &= left - 1) {
      int read = moving.operationAt(Long.numberOfTrailingZeros(left));
      if (ledger.sort[read] == Ledgered.SEEN) {
        int unknownMax = minded.contains(read) ? Math.min(level, UNKNOWN_MAX) : level > 3 ? 1 : 0;
        for (int[] way : explain(standing, read, unknownMax, without)) {
          visits.addAll(moved(standing, way));
        }
      } else if (level > 0
          && ledger.sort[read] == Ledgered.LACKS
          && without >= 0
          && ledger.from[read] == ledger.to[without]) {
        List<Integer> takers = new ArrayList<>(payers(standing));
        takers.removeIf(other -> other == without || ledger.from[other] != ledger.from[read]);
        taken(standing, takers, 0, 1L << ledger.intervals.slot[read], visits);
      }
    }
    return visits;
  }

  /** All of them, and on the way what other open reads saw, the one after the fewest first. */
  private List<Standing> moved(Standing standing, int[] way) {
    int orders = level == 0 ? 1 : 2 << level;
    if (way.length < 3) {
      return moving.movedAll(standing, way, orders);
    }
    List<int[]> chain = new ArrayList<>();
    for (long left = moving.openOthers() & ~standing.done; left != 0; left &= left - 1) {
      int read = moving.operationAt(Long.numberOfTrailingZeros(left));
      if (ledger.sort[read] == Ledgered.SEEN) {
        explanations.clear();
        for (int op : way) {
          explanations.addKnown(op);
        }
        chain.addAll(explanations.find(standing.balances, ledger.seen[read], 0, 1, 10_000));
      }
    }
    chain.sort(Comparator.comparingInt(part -> part.length));
    chain.add(way);
    List<Standing> now = List.of(standing);
    Set<Integer> placed = new HashSet<>();
    for (int[] part : chain) {
      if (!containsAll(part, placed)) {
        continue;
      }
      int[] next = IntStream.of(part).filter(op -> !placed.contains(op)).toArray();
      List<Standing> after = new ArrayList<>();
      for (Standing one : now) {
        after.addAll(moving.movedAll(one, next, orders));
      }
      if (after.isEmpty()) {
        continue;
      }
      now = after.subList(0, Math.min(after.size(), orders));
      IntStream.of(part).forEach(placed::add);
    }
    return placed.size() == way.length ? now : List.of();
  }

  private static boolean containsAll(int[] part, Set<Integer> placed) {
    return IntStream.of(part).filter(placed::contains).count() == placed.size();
  }

  /** Somebody else pays first. */
  private void funded(Standing standing, int op, List<Standing> found) {
    for (int other : payers(standing)) {
      if (other != op && ledger.to[other] == ledger.from[op]) {
        moving.moved(standing, other).flatMap(paid -> moving.moved(paid, op)).ifPresent(found::add);
      }
    }
  }

  private List<Integer> payers(Standing standing) {
    List<Integer> payers = new ArrayList<>();
    for (long left = moving.openTransfers() & ~standing.done; left != 0; left &= left - 1) {
      payers.add(moving.operationAt(Long.numberOfTrailingZeros(left)));
    }
    if (level > 0) {
      Set<Integer> kinds = new HashSet<>();
      payers.forEach(op -> kinds.add(ledger.kind[op]));
      for (int op : standing.unused) {
        if (kinds.add(ledger.kind[op])) {
          payers.add(op);
        }
      }
    }
    return payers;
  }

  /** The account must fall below the amount: by what others saw, or by a few that take from it. */
  private void lacked(Standing standing, int op, int depth, List<Standing> found) {
    long bit = 1L << ledger.intervals.slot[op];
    for (Standing visited : visits(standing, -1)) {
      if ((visited.done & bit) != 0) {
        found.add(visited);
      } else if (depth > 0) {
        lacked(visited, op, depth - 1, found);
      }
    }
    List<Integer> takers = new ArrayList<>(payers(standing));
    takers.removeIf(other -> ledger.from[other] != ledger.from[op]);
    taken(standing, takers, 0, bit, found);
  }

  private void taken(
      Standing standing, List<Integer> takers, int from, long bit, List<Standing> found) {
    for (int i = from; i < takers.size() && found.size() < 8 << level; i++) {
      int next = i + 1;
      moving
          .moved(standing, takers.get(i))
          .ifPresent(
              after -> {
                if ((after.done & bit) != 0) {
                  found.add(after);
                } else {
                  taken(after, takers, next, bit, found);
                }
              });
    }
  }
}
