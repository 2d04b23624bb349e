package dev.assay.checkers.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many operations of each class with an unknown outcome were used: each such count has a number
 * of its own, found once. Operations of one class are interchangeable, so that a thousand of them
 * make a thousand counts instead of all their subsets.
 */
final class UsedUnknowns {
  static final int NONE = 0;

  private record Key(int from, int kind) {}

  /** By number: classes in ascending order, one entry per use. */
  private final List<int[]> uses = new ArrayList<>();

  private final Map<List<Integer>, Integer> numbers = new HashMap<>();
  private final Map<Key, Integer> steps = new HashMap<>();

  UsedUnknowns() {
    uses.add(new int[0]);
    numbers.put(List.of(), NONE);
  }

  /** The number of these uses and one more. */
  int with(int used, int kind) {
    return steps.computeIfAbsent(new Key(used, kind), key -> found(more(used, kind)));
  }

  /** How often the class was used. */
  int count(int used, int kind) {
    int[] all = uses.get(used);
    int at = Arrays.binarySearch(all, kind);
    if (at < 0) {
      return 0;
    }
    int from = at;
    while (from > 0 && all[from - 1] == kind) {
      from--;
    }
    int to = at + 1;
    while (to < all.length && all[to] == kind) {
      to++;
    }
    return to - from;
  }

  /** Whether each class was used at most as often in the first as in the second. */
  boolean within(int used, int other) {
    if (used == other || used == NONE) {
      return true;
    }
    int[] few = uses.get(used);
    int[] many = uses.get(other);
    if (few.length > many.length) {
      return false;
    }
    int at = 0;
    for (int kind : few) {
      while (at < many.length && many[at] < kind) {
        at++;
      }
      if (at == many.length || many[at] != kind) {
        return false;
      }
      at++;
    }
    return true;
  }

  private int[] more(int used, int kind) {
    int[] all = uses.get(used);
    int at = Arrays.binarySearch(all, kind);
    int place = at < 0 ? -at - 1 : at;
    int[] longer = new int[all.length + 1];
    System.arraycopy(all, 0, longer, 0, place);
    longer[place] = kind;
    System.arraycopy(all, place, longer, place + 1, all.length - place);
    return longer;
  }

  private int found(int[] content) {
    List<Integer> key = Arrays.stream(content).boxed().toList();
    Integer known = numbers.putIfAbsent(key, uses.size());
    if (known != null) {
      return known;
    }
    uses.add(content);
    return uses.size() - 1;
  }
}
