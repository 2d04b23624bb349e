package dev.assay.ledger;

/** A transaction in a block, with the result that every replica computed for it. */
public record ExecutedTransaction(Transaction transaction, Result result) {
  public ExecutedTransaction {
    if (transaction.malformed().isPresent()) {
      throw new IllegalArgumentException(
          "a block cannot hold a transaction with a malformed name: "
              + "were its names checked before it was ordered?");
    }
  }

  /** The text whose hash is the leaf of the transactions root; every line ends with a newline. */
  String leafText() {
    String reason = result instanceof Result.Refused(Reason why) ? why.text() : "";
    String what =
        switch (transaction) {
          case Transaction.Open(String id, String account, long amount) ->
              "open\n" + id + "\n" + account + "\n" + amount;
          case Transaction.Transfer(String id, String from, String to, long amount) ->
              "transfer\n" + id + "\n" + from + "\n" + to + "\n" + amount;
        };
    return what + "\n" + result.text() + "\n" + reason + "\n";
  }
}
