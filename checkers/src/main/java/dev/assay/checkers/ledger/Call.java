package dev.assay.checkers.ledger;

/** What was asked of the ledger. */
sealed interface Call {
  /** A transaction; its id was chosen by the client and takes effect once. */
  sealed interface Change extends Call {
    String id();

    long amount();
  }

  record Open(String id, String account, long amount) implements Change {}

  record Transfer(String id, String from, String to, long amount) implements Change {}

  record Read(String account) implements Call {}

  record ReadAll() implements Call {}

  /** Asks one node for its own state: no linearizable read. */
  record Audit(String node) implements Call {}
}
