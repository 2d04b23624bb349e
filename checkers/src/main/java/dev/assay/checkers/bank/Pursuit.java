package dev.assay.checkers.bank;

import dev.assay.checkers.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/**
 * Looks for one order of transfers and reads, best first: a standing is worth the events that it
 * has passed, less what was unlikely on the way. What it finds is an order; that it finds none says
 * nothing.
 */
final class Pursuit {
  private static final int STAGES = 12;

  /** By stage: what speaks against what is tried only then. */
  private static final int[] COST = {0, 30, 32, 45, 50, 60, 70, 80, 90, 150, 160, 170};

  private static final int NARROW = 16;
  private static final int DOUBTFUL = 2_000;
  private static final int FRUITLESS_MAX = 200_000;
  private static final int BACK_MAX = 1_000;
  private static final int DETOURS_MAX = 32;
  private static final int QUEUE_MAX = 50_000;

  private final Ledgered ledger;
  private final Budget budget;
  private final OpenCalls open;
  private final Walk walk;
  private final Ways ways;
  private final Seen seen = new Seen();

  /** Whether so few operations are open at a time that all orders of them may be tried. */
  private final boolean isNarrow;

  private PriorityQueue<Entry> queue = new PriorityQueue<>();
  private long number;
  private int furthest = -1;
  private int fruitless;
  private boolean some;

  /** A read that nothing explains, with the transfers that were open with it. */
  private Optional<List<Integer>> impossible = Optional.empty();

  private record Entry(int worth, long number, int stage, boolean some, Standing standing)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int by = Integer.compare(other.worth, worth);
      return by != 0 ? by : Long.compare(other.number, number);
    }
  }

  Pursuit(Ledgered ledger, Budget budget) {
    this.ledger = ledger;
    this.budget = budget;
    open = new OpenCalls(ledger);
    isNarrow = ledger.intervals.slots <= NARROW;
    walk = new Walk(ledger, open);
    ways = new Ways(ledger, open, walk.standing());
  }

  /** All operations that are known, and the unknown ones that they need, in an order. */
  Optional<Standing> end() {
    if (passed()) {
      return Optional.of(walk.standing());
    }
    while (!queue.isEmpty() && fruitless < FRUITLESS_MAX && impossible.isEmpty()) {
      Entry entry = queue.remove();
      budget.step();
      if (++fruitless == DOUBTFUL) {
        doubt();
      }
      if (tried(entry)) {
        return Optional.of(walk.standing());
      }
    }
    if (impossible.isEmpty()) {
      doubt();
    }
    return Optional.empty();
  }

  /** Whether the furthest operation is impossible by itself. */
  private void doubt() {
    int due = ledger.intervals.events[furthest] >> 1;
    if (ledger.sort[due] == Ledgered.SEEN) {
      impossible = new SubsetSums(ledger).impossible(due);
    }
  }

  /** After no end was found: a read that is impossible, with the transfers open with it. */
  Optional<List<Integer>> impossible() {
    return impossible;
  }

  /** Tries what the stage has; whether that leads to the end. */
  private boolean tried(Entry entry) {
    Standing here = entry.standing();
    ways.look(here);
    budget.spend(ways.effort());
    some = entry.some();
    int stage = entry.stage();
    boolean end =
        switch (stage) {
          case 0 -> first(here);
          case 1 -> second(here, COST[1]);
          case 2 -> isNarrow && placed(here, ways.singles(false), COST[2]);
          case 3 -> placed(here, ways.many(0), COST[3]);
          case 4 -> back(here, op -> ways.toward(op, false), BACK_MAX, COST[4]);
          case 5 -> placed(here, ways.unknown(), COST[5]);
          case 6 -> back(here, op -> ways.toward(op, true), BACK_MAX, COST[6]);
          case 7 -> placed(here, ways.unknownAmongMore(), COST[7]);
          case 8 -> back(here, ways::towardWithUnknown, BACK_MAX, COST[8]);
          case 9 -> back(here, ways::towardWithTwoUnknown, BACK_MAX / 20, COST[9]);
          case 10 ->
              placed(here, ways.funded(true), COST[10]) || placed(here, ways.many(2), COST[10]);
          default ->
              (!isNarrow && placed(here, ways.singles(false), COST[11]))
                  || placed(here, ways.singles(true), COST[11]);
        };
    if (!end && stage + 1 < STAGES) {
      later(here, stage + 1);
    }
    return end;
  }

  private boolean first(Standing here) {
    List<Ways.Way> seenFirst = ways.seen(false);
    if (placed(here, seenFirst, 0) || placed(here, ways.due(), some ? 10 : 0)) {
      return true;
    }
    return !some && second(here, 0);
  }

  private boolean second(Standing here, int cost) {
    return placed(here, ways.seen(true), cost)
        || placed(here, ways.funded(false), cost)
        || (!some && placed(here, ways.many(0), cost));
  }

  /**
   * Goes back to where the operation that is due now could have been placed, had that been seen.
   */
  private boolean back(Standing here, IntFunction<List<Ways.Way>> toward, int most, int cost) {
    int due = ledger.intervals.events[here.at()] >> 1;
    if (ledger.sort[due] == Ledgered.TRANSFER) {
      return false;
    }
    record Detour(Standing from, Ways.Way way) {}
    List<Detour> detours = new ArrayList<>();
    long call = ledger.operations.get(due).index();
    Standing from = here;
    for (int i = 0; i < most && from != null && !isAfter(from.at(), call); i++) {
      ways.look(from);
      for (Ways.Way way : toward.apply(due)) {
        detours.add(new Detour(from, way));
      }
      from = from.before();
    }
    detours.sort(Comparator.comparingInt(detour -> detour.way().unlikely()));
    int rank = 0;
    for (Detour detour : detours.subList(0, Math.min(detours.size(), DETOURS_MAX))) {
      walk.from(detour.from());
      walk.instead(here);
      walk.unlikely(cost + 4 * rank++);
      if (walk.place(detour.way().ops()) && passed()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the call comes later than that place. */
  private boolean isAfter(int place, long call) {
    int event = ledger.intervals.events[place];
    return ledger.operations.get(event >> 1).endIndex() < call;
  }

  private boolean placed(Standing here, List<Ways.Way> all, int cost) {
    for (Ways.Way way : all) {
      int[] ops = ways.inOrder(way.ops());
      for (int turn = 0; turn < ops.length; turn++) {
        walk.from(here);
        walk.unlikely(cost + way.unlikely() + turn * 4);
        if (placed(ops, turn) && passed()) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean placed(int[] ops, int turn) {
    for (int i = 0; i < ops.length; i++) {
      if (!walk.place(ops[(i + turn) % ops.length])) {
        return false;
      }
    }
    return true;
  }

  private boolean passed() {
    if (walk.pass() == ledger.intervals.events.length) {
      return true;
    }
    Standing next = walk.standing();
    if (seen.add(next.key(), next.worth())) {
      some = true;
      if (next.at() > furthest) {
        furthest = next.at();
        fruitless = 0;
      }
      queue.add(new Entry(next.worth(), number++, 0, false, next));
    }
    return false;
  }

  private void later(Standing here, int stage) {
    queue.add(new Entry(here.worth() - COST[stage], number++, stage, some, here));
    if (queue.size() > QUEUE_MAX) {
      PriorityQueue<Entry> best = new PriorityQueue<>();
      while (best.size() < QUEUE_MAX / 2) {
        best.add(queue.remove());
      }
      queue = best;
    }
  }
}
