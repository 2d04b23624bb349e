package dev.assay.checkers.register;

import dev.assay.checkers.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Moments for all that is written, in a given order of blocks, such that every failed
 * compare-and-set finds a moment at which the register holds something else. Given the order, the
 * moments are found from the last to the first, each as early as those after it allow: an earlier
 * moment asks the least of what is before. When none exist, a block that may be elsewhere is moved
 * to where something else is needed, and all is tried again, a bounded number of times; what few
 * places are left then are mended one by one.
 */
final class Layout {
  private static final int ROUNDS_MAX = 40;

  /** Rounds that don't help, one after the other. */
  private static final int IDLE_MAX = 3;

  private static final int CANDIDATES_MAX = 400;

  /** With more that can't be met something else is wrong. */
  private static final int UNMET_MAX = 100;

  private final Blocks blocks;
  private final Values values;

  /** By value: failed compare-and-sets that expected it, in the order of their calls. */
  private final int[][] differing;

  private int[] order;

  /** Periods in the order, and the moments at which they begin. */
  private int[] periods = new int[0];

  private long[] begin = new long[0];

  Layout(Blocks blocks, Integer[] order) {
    this.blocks = blocks;
    this.values = blocks.values;
    this.order = Arrays.stream(order).mapToInt(b -> b).toArray();
    differing = differing();
  }

  private int[][] differing() {
    int[] counts = new int[values.count()];
    for (int value : values.differs) {
      if (value >= 0) {
        counts[value]++;
      }
    }
    int[][] all = new int[values.count()][];
    for (int v = 0; v < all.length; v++) {
      all[v] = new int[counts[v]];
    }
    for (int op = values.differs.length - 1; op >= 0; op--) {
      if (values.differs[op] >= 0) {
        int v = values.differs[op];
        all[v][--counts[v]] = op;
      }
    }
    return all;
  }

  /** All operations in an order that explains them; empty when none was found. */
  Optional<List<Integer>> solve(Budget budget) {
    int[] best = order;
    int left = Integer.MAX_VALUE;
    int idle = 0;
    for (int round = 0; round < ROUNDS_MAX && idle < IDLE_MAX; round++) {
      List<Unmet> unmet = moments();
      if (unmet.isEmpty()) {
        return Optional.of(sequence());
      }
      boolean isWhole = unmet.stream().noneMatch(one -> one.call < 0);
      idle = isWhole && unmet.size() < left ? 0 : idle + 1;
      if (idle == 0) {
        best = order;
        left = unmet.size();
      }
      if (!moved(unmet)) {
        break;
      }
    }
    if (left > UNMET_MAX) {
      return Optional.empty();
    }
    order = best;
    moments();
    return new Mending(values, sequence(), budget).mended();
  }

  /** Within the block at that place something else must come before the return. */
  private record Unmet(int place, long call, long end) {}

  /** Chooses moments; answers where that failed. */
  private List<Unmet> moments() {
    int count = 0;
    int[] placeOf = new int[blocks.value.length];
    periods = new int[blocks.value.length];
    int[] lastOf = new int[blocks.value.length];
    for (int place = 0; place < order.length; place++) {
      for (int p = blocks.first[order[place]]; p < blocks.first[order[place] + 1]; p++) {
        placeOf[count] = place;
        periods[count++] = p;
      }
      lastOf[count - 1] = 1;
    }
    periods = Arrays.copyOf(periods, count);
    long[] earliest = new long[count];
    long running = Blocks.START;
    for (int i = 0; i < count; i++) {
      running = Math.max(running, low(i));
      earliest[i] = running;
    }
    begin = new long[count];
    List<Unmet> unmet = new ArrayList<>();
    long after = Long.MAX_VALUE;
    long latest = Long.MAX_VALUE;
    for (int i = count - 1; i >= 0; i--) {
      latest = Math.min(latest, blocks.high[periods[i]]);
      if (earliest[i] > latest) {
        unmet.add(new Unmet(placeOf[i], -1, -1));
        return unmet;
      }
      begin[i] = earliest[i];
      for (int op : differing[blocks.value[periods[i]]]) {
        if (values.end[op] <= after && values.call[op] > begin[i]) {
          if (values.call[op] <= latest) {
            begin[i] = values.call[op];
          } else {
            unmet.add(new Unmet(lastOf[i] == 1 ? placeOf[i] : -1, values.call[op], values.end[op]));
            break;
          }
        }
      }
      after = begin[i];
    }
    return unmet;
  }

  /** The last call before its beginning, also of reads of the block before. */
  private long low(int i) {
    long low = blocks.low[periods[i]];
    return i == 0 ? low : Math.max(low, blocks.lastCallIn(periods[i - 1]));
  }

  /** Moves blocks to where they are needed; false when one is needed that can't be had. */
  private boolean moved(List<Unmet> unmet) {
    int[] moveBehind = new int[order.length];
    Arrays.fill(moveBehind, -1);
    boolean any = false;
    for (Unmet one : unmet) {
      if (one.place < 0 || one.call < 0) {
        return false;
      }
      any |= pulled(one, moveBehind) || hidden(one.place, moveBehind);
    }
    if (any) {
      reorder(moveBehind);
    }
    return any;
  }

  /** Something that may be anywhere comes where something else is needed. */
  private boolean pulled(Unmet one, int[] moveBehind) {
    int end = Math.min(order.length, one.place + CANDIDATES_MAX);
    for (int at = one.place + 2; at < end; at++) {
      int block = order[at];
      if (moveBehind[at] < 0 && !blocks.isForward(block) && blocks.earliestEnd[block] <= one.end) {
        moveBehind[at] = one.place;
        return true;
      }
    }
    return false;
  }

  /** The block itself goes before the one that it came behind, and is overwritten sooner. */
  private boolean hidden(int place, int[] moveBehind) {
    int block = order[place];
    if (blocks.isForward(block)
        || place < 2
        || moveBehind[place] >= 0
        || blocks.latestStart[order[place - 1]] <= blocks.earliestEnd[block]) {
      return false;
    }
    moveBehind[place] = place - 2;
    return true;
  }

  private void reorder(int[] moveBehind) {
    int[] head = new int[order.length];
    int[] next = new int[order.length];
    Arrays.fill(head, -1);
    for (int at = order.length - 1; at >= 0; at--) {
      if (moveBehind[at] >= 0) {
        next[at] = head[moveBehind[at]];
        head[moveBehind[at]] = at;
      }
    }
    int[] changed = new int[order.length];
    int count = 0;
    for (int at = 0; at < order.length; at++) {
      if (moveBehind[at] < 0) {
        changed[count++] = order[at];
      }
      for (int moved = head[at]; moved >= 0; moved = next[moved]) {
        changed[count++] = order[moved];
      }
    }
    order = changed;
  }

  /** Period by period: the writer, then whoever is seen there, in the order of their moments. */
  private List<Integer> sequence() {
    int[] periodOf = new int[values.count()];
    Arrays.fill(periodOf, -1);
    List<List<Integer>> within = new ArrayList<>();
    for (int i = 0; i < periods.length; i++) {
      periodOf[blocks.value[periods[i]]] = i;
      within.add(new ArrayList<>());
    }
    int atCall = 0;
    for (int op = 0; op < values.call.length; op++) {
      while (atCall + 1 < begin.length && begin[atCall + 1] < values.call[op]) {
        atCall++;
      }
      if (values.seen[op] >= 0) {
        within.get(periodOf[values.seen[op]]).add(op);
      } else if (values.differs[op] >= 0) {
        boolean there =
            blocks.value[periods[atCall]] == values.differs[op]
                && atCall + 1 < begin.length
                && begin[atCall + 1] <= values.end[op];
        within.get(there ? atCall + 1 : atCall).add(op);
      } else if (values.silent[op]) {
        within.get(atCall).add(op);
      }
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < periods.length; i++) {
      int v = blocks.value[periods[i]];
      if (v != 0) {
        all.add(values.writer[v]);
      }
      all.addAll(within.get(i));
    }
    return all;
  }
}
