package dev.assay.ledger;

/**
 * What the ledger's rules made of a transaction. A refusal changes nothing, and is recorded too.
 */
public sealed interface Result {
  /** The word used in block hashes and exports: {@code applied} or {@code refused}. */
  String text();

  /** The state was changed. */
  record Applied() implements Result {
    @Override
    public String text() {
      return "applied";
    }
  }

  /** The state was not changed, and never will be by this transaction's id. */
  record Refused(Reason reason) implements Result {
    @Override
    public String text() {
      return "refused";
    }
  }
}
