package dev.assay.harness.run;

/** How a run ended; says nothing of what its history proves. */
public sealed interface RunEnd {
  /** Every phase ran. */
  record Completed() implements RunEnd {}

  /** It was stopped from outside; faults were healed and the cluster was closed. */
  record Interrupted() implements RunEnd {}

  /** Our own machinery failed: the verdict is HARNESS, whatever the history holds. */
  record Broken(String cause, Throwable failure) implements RunEnd {}
}
