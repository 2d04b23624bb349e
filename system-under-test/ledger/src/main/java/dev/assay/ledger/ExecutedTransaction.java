package dev.assay.ledger;

import java.nio.ByteBuffer;
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

  /** Writes the bytes by which a block of this version holds it. */
  void writeTo(int version, ByteBuffer bytes) {
    if (version == FormatVersion.ONE) {
      VersionOne.write(transaction, bytes);
      VersionOne.write(result, bytes);
    } else {
      TransactionFormat.write(transaction, bytes);
      TransactionFormat.write(result, bytes);
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  static ExecutedTransaction read(int version, BoundedReader reader) {
    return version == FormatVersion.ONE
        ? new ExecutedTransaction(VersionOne.read(reader), VersionOne.readResult(reader))
        : new ExecutedTransaction(
            TransactionFormat.read(reader), TransactionFormat.readResult(reader));
  }

  /** Writes the text whose hash is the leaf of the transactions root, instead of what was there. */
  void writeLeaf(int version, LineBuffer to) {
    to.clear();
    if (version == FormatVersion.ONE) {
      VersionOne.writeLeaf(this, to);
      return;
    }
    to.line(transaction.id()).line(transaction.contract()).line(transaction.function());
    writeLines(transaction.arguments(), to);
    to.line(result.text());
    switch (result) {
      case Result.Applied(List<String> output) -> writeLines(output, to);
      case Result.Refused(String reason) -> to.line(reason);
    }
  }

  /** With their count first: else an argument could pass for a result. */
  private static void writeLines(List<String> lines, LineBuffer to) {
    to.line(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      to.line(lines.get(i));
    }
  }
}
