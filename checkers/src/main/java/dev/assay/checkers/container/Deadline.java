package dev.assay.checkers.container;

import dev.assay.history.Operation;
import java.util.List;

/**
 * The last moment at which an element must have been taken, since it was in the way.
 *
 * @param witnesses of what: operations
 */
record Deadline(long at, List<Integer> witnesses) {
  static final Deadline NONE = new Deadline(Operation.NEVER, List.of());

  /** The moment at which the other element was taken at last. */
  static Deadline of(Element taken) {
    return new Deadline(taken.takeEnd(), List.of(taken.put(), taken.take()));
  }

  boolean isNone() {
    return at == Operation.NEVER;
  }

  Deadline earlier(Deadline other) {
    return other.at < at ? other : this;
  }
}
