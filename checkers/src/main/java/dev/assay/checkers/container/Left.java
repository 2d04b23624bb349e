package dev.assay.checkers.container;

import java.util.Arrays;

/**
 * Which of numbered places are left, while they are taken away: the first one from a place on is
 * found in next to no time, however many are gone (Tarjan 1975).
 */
final class Left {
  /** By place: itself, or one behind it when it is gone. */
  private final int[] next;

  /**
   * @param places how many there are; the place behind the last is never taken away
   */
  Left(int places) {
    next = new int[places + 1];
    Arrays.setAll(next, place -> place);
  }

  /** The first place from there on that is left; the one behind the last when none is. */
  int from(int place) {
    int root = place;
    while (next[root] != root) {
      root = next[root];
    }
    for (int at = place; at != root; ) {
      int then = next[at];
      next[at] = root;
      at = then;
    }
    return root;
  }

  void remove(int place) {
    next[place] = place + 1;
  }
}
