package dev.assay.workloads.client;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Value;
import java.util.List;

/** What the operations of one workload mean to the ledger. Stateless. */
public interface Dialect {
  /**
   * What the operation asks; never an audit, which is the same in all workloads.
   *
   * @throws IllegalArgumentException when the workload has no such operation
   */
  Request request(Invocation invocation);

  /**
   * The operation with what the ledger had to say: of a question the answer, of an applied
   * transaction its output.
   *
   * @throws IllegalArgumentException when no answer to this operation looks like that
   */
  Value.Fields answered(Invocation invocation, List<String> output);
}
