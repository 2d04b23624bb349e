package dev.assay.checkers.container;

import java.util.Arrays;

/** Which of some neighbours has the smallest mark; marks come and go. */
final class Tournament {
  private static final long ABSENT = Long.MAX_VALUE;

  private final long[] marks;
  private final int leaves;
  private final int[] winners;

  Tournament(int size) {
    leaves = Math.max(1, size);
    marks = new long[leaves + 1];
    Arrays.fill(marks, ABSENT);
    winners = new int[2 * leaves];
    Arrays.fill(winners, leaves);
    for (int i = 0; i < leaves; i++) {
      winners[leaves + i] = i;
    }
  }

  void enter(int place, long mark) {
    marks[place] = mark;
    for (int node = (leaves + place) >>> 1; node > 0; node >>>= 1) {
      winners[node] = better(winners[2 * node], winners[2 * node + 1]);
    }
  }

  void leave(int place) {
    enter(place, ABSENT);
  }

  private int better(int one, int other) {
    return marks[other] < marks[one] ? other : one;
  }

  /** The place of the smallest mark from the one to before the other; -1 when there is none. */
  int winner(int from, int to) {
    int best = leaves;
    int left = leaves + from;
    for (int right = leaves + to; left < right; right >>>= 1) {
      if ((left & 1) == 1) {
        best = better(best, winners[left++]);
      }
      if ((right & 1) == 1) {
        best = better(best, winners[--right]);
      }
      left >>>= 1;
    }
    return marks[best] == ABSENT ? -1 : best;
  }
}
