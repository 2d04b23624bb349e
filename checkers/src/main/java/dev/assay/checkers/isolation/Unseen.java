package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

import java.util.Arrays;

/**
 * Elements that were certainly appended and that no read showed, by list; one for each transaction,
 * and none for those of which something was seen.
 */
final class Unseen {
  private final ListAppend lists;
  private final int[] first;
  private final int[] last;
  private final int[] count;
  private final int[] joint;
  private final int[] next;
  private final boolean[] both;

  Unseen(ListAppend lists) {
    this.lists = lists;
    int keys = lists.keys().size();
    first = filled(keys);
    last = filled(keys);
    joint = filled(keys);
    count = new int[keys];
    both = new boolean[keys];
    next = filled(lists.elements());
    boolean[] took = lists.tookEffect();
    for (int element = 0; element < lists.elements(); element++) {
      int writer = lists.writer(element);
      if (writer != NONE && took[writer] && !lists.isSeenInPart(element)) {
        add(lists.keyOf(element), element, writer);
      }
    }
  }

  private static int[] filled(int size) {
    int[] filled = new int[size];
    Arrays.fill(filled, NONE);
    return filled;
  }

  private void add(int key, int element, int writer) {
    if (last[key] != NONE && lists.writer(last[key]) == writer) {
      return;
    }
    if (last[key] == NONE) {
      first[key] = element;
    } else {
      next[last[key]] = element;
    }
    last[key] = element;
    count[key]++;
  }

  int count(int key) {
    return count[key];
  }

  int first(int key) {
    return first[key];
  }

  int next(int element) {
    return next[element];
  }

  int joint(int key) {
    return joint[key];
  }

  void joint(int key, int node) {
    joint[key] = node;
  }

  /** Whether the transaction appended an element to the list that nobody saw; walks them. */
  boolean isWriter(int key, int transaction) {
    int low = first[key];
    while (low != NONE && lists.writer(low) != transaction) {
      low = next[low];
    }
    return low != NONE;
  }

  /** True once for each list. */
  boolean isFirstOfBoth(int key) {
    boolean isFirst = !both[key];
    both[key] = true;
    return isFirst;
  }
}
