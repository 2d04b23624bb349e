package dev.assay.history;

/** How an operation ended, for the client that invoked it: three cases, never two. */
public sealed interface Outcome {

  /** It happened; the value repeats what was asked and adds the answer. */
  record Ok(Value value) implements Outcome {}

  /** It certainly did not happen, and never will. */
  record Fail(String error) implements Outcome {}

  /** It may have happened, or may yet. */
  record Unknown(String error) implements Outcome {}
}
