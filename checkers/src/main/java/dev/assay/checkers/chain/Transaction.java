package dev.assay.checkers.chain;

/** A transaction in a block, with what the ledger made of it. */
public sealed interface Transaction {
  String id();

  Result result();

  /** The text that the block's Merkle tree has as a leaf. */
  String leafText();

  /** What the ledger made of a transaction; a refusal changed nothing. */
  sealed interface Result {
    record Applied() implements Result {}

    record Refused(String reason) implements Result {}
  }

  /** Opens an account with an amount. */
  record Open(String id, String account, long amount, Result result) implements Transaction {
    @Override
    public String leafText() {
      return "open\n%s\n%s\n%d\n%s".formatted(id, account, amount, text(result));
    }
  }

  /** Moves an amount between two accounts. */
  record Transfer(String id, String from, String to, long amount, Result result)
      implements Transaction {
    @Override
    public String leafText() {
      return "transfer\n%s\n%s\n%s\n%d\n%s".formatted(id, from, to, amount, text(result));
    }
  }

  private static String text(Result result) {
    return switch (result) {
      case Result.Applied() -> "applied\n\n";
      case Result.Refused(String reason) -> "refused\n" + reason + "\n";
    };
  }
}
