package dev.assay.harness.run;

/** How a run ended; says nothing of what its history proves. */
public sealed interface RunEnd {
  /** Every phase ran. */
  record Completed() implements RunEnd {}

  /** It was stopped from outside; faults were healed and the cluster was closed. */
  record Interrupted() implements RunEnd {}

  /**
   * The history does not say what happened, so that nothing follows from it: the verdict is
   * HARNESS, and a violation that it shows may be one of its own making.
   */
  record Falsified(String cause) implements RunEnd {}

  /** Our own machinery failed: the verdict is HARNESS, whatever the history holds. */
  record Broken(String cause, Throwable failure) implements RunEnd {}
}
