package dev.assay.checkers.ledger;

import java.util.List;

/** What was asked of the ledger. */
sealed interface Call {
  /** A transaction; its id was chosen by the client and takes effect once. */
  sealed interface Change extends Call {
    String id();
  }

  /** A transaction on accounts. */
  sealed interface Money extends Change {
    long amount();
  }

  record Open(String id, String account, long amount) implements Money {}

  record Transfer(String id, String from, String to, long amount) implements Money {}

  /** A transaction of another contract, in the contract's own words. */
  record Run(String id, String contract, String function, List<String> arguments)
      implements Change {
    public Run {
      arguments = List.copyOf(arguments);
    }
  }

  record Read(String account) implements Call {}

  record ReadAll() implements Call {}

  /** A question to another contract, in the contract's own words. */
  record Query(String contract, String function, List<String> arguments) implements Call {
    public Query {
      arguments = List.copyOf(arguments);
    }
  }

  /** Asks one node for its own state: no linearizable read. */
  record Audit(String node) implements Call {}
}
