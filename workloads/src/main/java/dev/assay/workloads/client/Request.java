package dev.assay.workloads.client;

import dev.assay.harness.system.NodeId;
import dev.assay.ledger.Query;
import dev.assay.ledger.Transaction;
import dev.assay.node.ReadMode;

/** What an operation asks of the ledger. */
public sealed interface Request {
  /** A transaction: without an answer it is unknown whether it happened. */
  record Submit(Transaction transaction) implements Request {}

  /** A question, which changes nothing. */
  record Ask(Query query, ReadMode mode) implements Request {}

  /** What one node holds, whatever others hold. */
  record Audit(NodeId node) implements Request {}
}
