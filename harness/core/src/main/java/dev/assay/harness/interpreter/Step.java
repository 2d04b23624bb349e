package dev.assay.harness.interpreter;

import dev.assay.harness.client.Invocation;
import dev.assay.history.ProcessId;

/** What an interpreter tells its driver to do. */
public sealed interface Step {
  /** Hand this to the process's client, opened when it is seen for the first time. */
  record Dispatch(ProcessId process, Invocation invocation) implements Step {}

  /** Wait until this time or a completion, whichever comes first. */
  record WaitUntil(long nanos) implements Step {}

  record Done() implements Step {}
}
