package dev.assay.nemesis.schedule;

import dev.assay.history.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Orders drawn from a seed. */
final class Shuffle {
  private Shuffle() {}

  /** All orders are equally likely (Fisher and Yates). */
  static <T> List<T> of(Seed seed, List<T> items) {
    List<T> order = new ArrayList<>(items);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, seed.below(i, i + 1));
    }
    return order;
  }
}
