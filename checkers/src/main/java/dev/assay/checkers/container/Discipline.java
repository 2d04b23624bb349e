package dev.assay.checkers.container;

import dev.assay.checkers.linearizability.Clashing;
import java.util.List;
import java.util.Optional;

/** Which element is taken next. */
interface Discipline {
  /**
   * All operations but the unclear ones in an order that explains them; empty when none was found
   * and there may be one.
   *
   * @throws Clashing when there is none
   */
  Optional<List<Integer>> order(Contents contents);

  /** By which moment an element was taken for certain, though nobody says so. */
  List<Deadline> deadlines(Contents contents, List<Element> neverTaken);
}
