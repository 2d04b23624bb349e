package dev.assay.checkers.bank;

import dev.assay.checkers.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for one order of transfers and reads, with a few standings side by side, those first that
 * used the fewest unknown transfers. When none is left it goes back to before the operation that
 * could not be explained, and comes again with more of them and with that operation in mind. What
 * it finds is an order; that it finds none says nothing.
 */
final class Beam {
  private static final int WIDTH = 6;
  private static final int LEVEL_MAX = 6;
  private static final int EVENTS_BETWEEN_MARKS = 64;
  private static final int MARKS_MAX = 256;

  private final Ledgered ledger;
  private final Moving moving;
  private final Successors successors;
  private final Budget budget;
  private final int[] events;
  private final List<Mark> marks = new ArrayList<>();
  private List<Standing> standings = new ArrayList<>();
  private int at;

  /** How hard to try, up to which event. */
  private int level;

  private int levelUntil;

  private record Mark(int at, List<Standing> standings, List<Integer> open) {}

  Beam(Ledgered ledger, Budget budget) {
    this.ledger = ledger;
    this.budget = budget;
    moving = new Moving(ledger);
    successors = new Successors(ledger, moving, budget);
    events = ledger.intervals.events;
    standings.add(new Standing(ledger.initial.clone(), 0, new int[0], 0, 0, null));
  }

  /** All operations that are known, and the unknown ones that they need, in an order. */
  Optional<List<Integer>> order() {
    while (at < events.length) {
      if (at % EVENTS_BETWEEN_MARKS == 0) {
        mark();
      }
      if (at > levelUntil) {
        level = 0;
        successors.calm();
      }
      moving.place(at);
      int op = events[at] >> 1;
      if ((events[at] & 1) == 0) {
        called(op);
      } else if (!returned(op) && !again(op)) {
        return Optional.empty();
      }
      at++;
    }
    return Optional.of(new Replay(ledger).order(standings.getFirst()));
  }

  private void mark() {
    if (!marks.isEmpty() && marks.getLast().at() >= at) {
      return;
    }
    if (marks.size() == MARKS_MAX) {
      marks.subList(0, MARKS_MAX / 2).clear();
    }
    List<Integer> open = new ArrayList<>();
    for (long left = moving.openTransfers() | moving.openOthers(); left != 0; left &= left - 1) {
      open.add(moving.operationAt(Long.numberOfTrailingZeros(left)));
    }
    marks.add(new Mark(at, standings.stream().map(Standing::copy).toList(), open));
  }

  private void called(int op) {
    if (ledger.isUnknown(op)) {
      if (ledger.sort[op] == Ledgered.TRANSFER) {
        for (Standing standing : standings) {
          int[] more = Arrays.copyOf(standing.unused, standing.unused.length + 1);
          more[more.length - 1] = op;
          standing.unused = more;
        }
      }
      return;
    }
    moving.called(op);
    if (ledger.sort[op] != Ledgered.TRANSFER) {
      long bit = 1L << ledger.intervals.slot[op];
      for (Standing standing : standings) {
        if (moving.holds(op, standing.balances)) {
          standing.done |= bit;
        }
      }
    }
  }

  /** Passes a return; false when nobody is left. */
  private boolean returned(int op) {
    long bit = 1L << ledger.intervals.slot[op];
    List<Standing> next = new ArrayList<>();
    for (Standing standing : standings) {
      budget.step();
      if ((standing.done & bit) != 0) {
        next.add(standing);
      } else {
        next.addAll(successors.of(standing, op, level));
      }
    }
    if (next.isEmpty()) {
      standings = next;
      return false;
    }
    moving.returned(op);
    standings = best(next);
    standings.forEach(standing -> standing.done &= ~bit);
    return true;
  }

  private List<Standing> best(List<Standing> all) {
    if (all.size() == 1) {
      return all;
    }
    all.sort(
        (one, other) ->
            one.used != other.used
                ? Integer.compare(one.used, other.used)
                : Integer.compare(Long.bitCount(other.done), Long.bitCount(one.done)));
    record Key(long done, long used) {}
    Set<Key> keys = new HashSet<>();
    List<Standing> best = new ArrayList<>();
    for (Standing standing : all) {
      if (best.size() < WIDTH << level && keys.add(new Key(standing.done, standing.usedHash))) {
        best.add(standing);
      }
    }
    return best;
  }

  /** Goes back to before the operation was called; false when that was tried hard enough. */
  private boolean again(int op) {
    level = at <= levelUntil ? level + 1 : 1;
    if (level > LEVEL_MAX) {
      return false;
    }
    levelUntil = Math.max(levelUntil, at);
    successors.mind(op);
    long call = ledger.operations.get(op).index();
    int back = marks.size() - 1;
    while (back > 0 && isAfter(marks.get(back).at(), call)) {
      back--;
    }
    back = Math.max(0, back - (level - 1) * 2);
    marks.subList(back + 1, marks.size()).clear();
    Mark mark = marks.getLast();
    at = mark.at();
    standings = new ArrayList<>(mark.standings().stream().map(Standing::copy).toList());
    moving.reset(mark.open());
    at--;
    return true;
  }

  /** Whether the call had been made before that position. */
  private boolean isAfter(int position, long call) {
    int event = events[position];
    long index =
        (event & 1) == 0
            ? ledger.operations.get(event >> 1).index()
            : ledger.operations.get(event >> 1).endIndex();
    return index > call;
  }
}
