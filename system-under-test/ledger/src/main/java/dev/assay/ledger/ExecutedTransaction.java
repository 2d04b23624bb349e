package dev.assay.ledger;

import java.util.List;

/** A transaction in a block, with the result that every replica computed for it. */
public record ExecutedTransaction(Transaction transaction, Result result) {
  public ExecutedTransaction {
    transaction
        .malformed()
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(
                  "a block cannot hold a transaction with %s: was it checked before it was ordered?"
                      .formatted(reason));
            });
  }

  /** The text whose hash is the leaf of the transactions root; every line ends with a newline. */
  String leafText(int version) {
    if (version == FormatVersion.ONE) {
      return VersionOne.leafText(this);
    }
    StringBuilder text = new StringBuilder(160);
    text.append(transaction.id()).append('\n');
    text.append(transaction.contract()).append('\n');
    text.append(transaction.function()).append('\n');
    lines(text, transaction.arguments());
    text.append(result.text()).append('\n');
    switch (result) {
      case Result.Applied(List<String> output) -> lines(text, output);
      case Result.Refused(String reason) -> text.append(reason).append('\n');
    }
    return text.toString();
  }

  /** With their count first: else an argument could pass for a result. */
  private static void lines(StringBuilder text, List<String> lines) {
    text.append(lines.size()).append('\n');
    for (int i = 0; i < lines.size(); i++) {
      text.append(lines.get(i)).append('\n');
    }
  }
}
