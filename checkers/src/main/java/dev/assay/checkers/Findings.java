package dev.assay.checkers;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Collects what speaks against a promise: all are counted, the first few are kept. */
public final class Findings {
  private final List<Evidence> kept = new ArrayList<>();
  private long count;

  public void add(List<Long> operations, String sentence) {
    count++;
    if (kept.size() < CheckResult.EVIDENCE_MAX) {
      kept.add(new Evidence(operations, sentence));
    }
  }

  /** How many there were, kept or not. */
  public long count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** The first ones, in the order in which they were found. */
  public List<Evidence> evidence() {
    return List.copyOf(kept);
  }

  /** The first sentence, and how many more there are: for a summary. */
  public String first() {
    String more = count == 1 ? "" : " (and %d more)".formatted(count - 1);
    return kept.isEmpty() ? "nothing" : kept.getFirst().sentence() + more;
  }
}
