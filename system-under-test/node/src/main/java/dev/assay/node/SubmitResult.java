package dev.assay.node;

import dev.assay.ledger.Receipt;
import java.util.Optional;

/** What became of a transaction that was submitted once. Unsure always means {@link Unknown}. */
public sealed interface SubmitResult {
  /** It is in the chain for good; refused by the ledger's rules is an answer of this kind, too. */
  record Committed(Receipt receipt) implements SubmitResult {}

  /** This attempt certainly did not happen and never will. {@code hint}: whom to ask instead. */
  record NotPrimary(Optional<String> hint) implements SubmitResult {}

  /** This attempt certainly did not happen and never will; the node had no room or no time. */
  record Busy(String reason) implements SubmitResult {}

  /** This attempt certainly did not happen, and would not anywhere: the request itself is bad. */
  record Invalid(String reason) implements SubmitResult {}

  /**
   * This attempt certainly did not happen: the request never left the client. Never said by a node.
   */
  record NotSent(String reason) implements SubmitResult {}

  /** This attempt may have happened, or may yet. */
  record Unknown(String reason) implements SubmitResult {}
}
