package dev.assay.checkers.canary;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.Verdict;
import java.util.Set;

/**
 * A recording so small that its verdict is beyond doubt.
 *
 * @param checker whom it is given to, by name
 * @param story what happens in it, as the end of a sentence that begins with "a run in which"
 * @param limits what the checker may spend on it
 * @param due what it may say; anything else is a miss
 */
record Canary(
    String checker, String story, Recording recording, Budget.Limits limits, Set<Verdict> due) {
  Canary {
    due = Set.copyOf(due);
  }
}
