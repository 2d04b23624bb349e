package dev.assay.ledger;

import java.util.List;

/**
 * What a contract made of a transaction or a query. A refusal changes nothing, and is recorded too.
 */
public sealed interface Result {
  /** The word used in block hashes and exports: {@code applied} or {@code refused}. */
  String text();

  /**
   * It was done.
   *
   * @param output what the contract has to say to it, in its own order; printable ASCII
   */
  record Applied(List<String> output) implements Result {
    private static final Applied SILENT = new Applied(List.of());

    public Applied {
      output = List.copyOf(output);
    }

    /** Without anything to say. */
    public static Applied silent() {
      return SILENT;
    }

    public static Applied of(String... output) {
      return new Applied(List.of(output));
    }

    @Override
    public String text() {
      return "applied";
    }
  }

  /**
   * The state was not changed, and never will be by this transaction's id.
   *
   * @param reason a word for machines, one of {@link Reason}'s or a contract's own
   */
  record Refused(String reason) implements Result {
    public Refused {
      Names.require("reason", reason);
    }

    @Override
    public String text() {
      return "refused";
    }
  }
}
