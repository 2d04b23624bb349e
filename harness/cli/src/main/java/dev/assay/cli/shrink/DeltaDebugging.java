package dev.assay.cli.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Leaves out as much of a list as can be left out one part after the other: halves first, single
 * items last, until no single one can go (after Zeller and Hildebrandt 2002, complements only).
 */
final class DeltaDebugging {
  private DeltaDebugging() {}

  /**
   * A part of the items, in their order, that still fails and of which no single item can be left
   * out, as far as the predicate can be trusted.
   *
   * @param fails whether a list still fails; assumed of the whole one
   */
  static <T> List<T> minimized(List<T> items, Predicate<List<T>> fails) {
    List<T> smallest = List.copyOf(items);
    if (!smallest.isEmpty() && fails.test(List.of())) {
      return List.of();
    }
    int chunk = Math.max(1, smallest.size() / 2);
    boolean left = true;
    while (!smallest.isEmpty() && (chunk > 1 || left)) {
      left = false;
      // From the end: what comes late is seldom the cause.
      for (int to = smallest.size(); to > 0; to -= chunk) {
        List<T> fewer = without(smallest, Math.max(0, to - chunk), to);
        if (fails.test(fewer)) {
          smallest = fewer;
          left = true;
        }
      }
      if (chunk > 1) {
        chunk = Math.max(1, Math.min(chunk / 2, smallest.size() / 2));
        left = true;
      }
    }
    return smallest;
  }

  private static <T> List<T> without(List<T> items, int from, int to) {
    List<T> rest = new ArrayList<>(items.subList(0, from));
    rest.addAll(items.subList(to, items.size()));
    return List.copyOf(rest);
  }
}
