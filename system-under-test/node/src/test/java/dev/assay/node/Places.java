package dev.assay.node;

import dev.assay.ledger.Receipt;

/** Answers without the place in the ordering, which depends on how often a primary was elected. */
public final class Places {
  /** Instead of any sequence. */
  public static final long SEQUENCE = 1;

  private Places() {}

  public static SubmitResult of(SubmitResult result) {
    return result instanceof SubmitResult.Committed(Receipt receipt)
        ? new SubmitResult.Committed(of(receipt))
        : result;
  }

  public static Receipt of(Receipt receipt) {
    return new Receipt(receipt.block(), receipt.position(), SEQUENCE, receipt.result());
  }
}
