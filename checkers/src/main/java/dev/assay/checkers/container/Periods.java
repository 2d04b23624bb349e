package dev.assay.checkers.container;

import dev.assay.checkers.linearizability.Clashing;
import dev.assay.checkers.linearizability.Moments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The periods during which there is certainly something on a stack, shorter ones within longer
 * ones. See {@link LastIn}.
 */
final class Periods {
  /** By the end of their puts, which is when they are certainly there at the earliest. */
  private final Element[] all;

  private final Coverage coverage;

  /** Elements that have no place yet. */
  private final Left left;

  /** Those put after the beginning of every period that they are in; and the others. */
  private final Tournament tooLate;

  private final Tournament possible;

  /** By outermost period: its end, and the rank behind its operations. */
  private final List<Long> ends = new ArrayList<>();

  private final List<Long> ranks = new ArrayList<>();

  private sealed interface Task {
    /** Places all from the one to before the other. */
    record Within(int first, int end) implements Task {}

    record Take(int element, long moment) implements Task {}
  }

  /** Of elements that are certainly there at some moments. */
  Periods(List<Element> lasting) {
    all = lasting.toArray(Element[]::new);
    Arrays.sort(all, Comparator.comparingLong(Element::putEnd));
    coverage = new Coverage(all);
    left = new Left(all.length);
    tooLate = new Tournament(all.length);
    possible = new Tournament(all.length);
    for (int i = 0; i < all.length; i++) {
      tooLate.enter(i, all[i].putCall());
    }
  }

  /**
   * Adds all operations at even ranks from 0.
   *
   * @throws Clashing when that is impossible
   */
  void place(Moments moments) {
    Deque<Task> tasks = new ArrayDeque<>();
    tasks.push(new Task.Within(0, all.length));
    long rank = 0;
    int depth = 0;
    while (!tasks.isEmpty()) {
      switch (tasks.pop()) {
        case Task.Take(int element, long moment) -> {
          moments.add(moment, rank, all[element].take());
          rank += 2;
          if (--depth == 0) {
            ends.add(moment);
            ranks.add(rank - 1);
          }
        }
        case Task.Within(int from, int to) -> {
          int first = left.from(from);
          if (first < to) {
            long begin = all[first].putEnd();
            long end = coverage.end(begin);
            int behind = firstFrom(end, first, to);
            int bottom = bottom(first, behind, begin, end);
            moments.add(begin, rank, all[bottom].put());
            rank += 2;
            depth++;
            tasks.push(new Task.Within(behind, to));
            tasks.push(new Task.Take(bottom, end));
            tasks.push(new Task.Within(first, behind));
          }
        }
      }
    }
  }

  /** The rank of what happens at a moment at which there is nothing. */
  long rankOfEmpty(long moment) {
    int low = 0;
    int high = ends.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends.get(middle) <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? -1 : ranks.get(low - 1);
  }

  /** The first element whose put ends at the moment or later. */
  private int firstFrom(long moment, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all[middle].putEnd() < moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Chooses who lies at the bottom during a period of these elements. */
  private int bottom(int first, int behind, long begin, long end) {
    for (int i = tooLate.winner(first, behind);
        i >= 0 && all[i].putCall() <= begin;
        i = tooLate.winner(first, behind)) {
      tooLate.leave(i);
      possible.enter(i, -all[i].takeEnd());
    }
    int chosen = possible.winner(first, behind);
    if (chosen < 0 || all[chosen].takeEnd() < end) {
      throw clash(first, behind, begin, end);
    }
    possible.leave(chosen);
    coverage.remove(all[chosen]);
    left.remove(chosen);
    return chosen;
  }

  private Clashing clash(int first, int behind, long begin, long end) {
    List<Element> within = new ArrayList<>();
    for (int i = left.from(first); i < behind; i = left.from(i + 1)) {
      within.add(all[i]);
    }
    return new Clashing(
        new Presence(within).chain(begin + 1, end - 1),
        "there was something all the time, and none of these was there all the time");
  }
}
