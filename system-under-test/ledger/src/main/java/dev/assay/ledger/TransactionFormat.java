package dev.assay.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one transaction and of a result, as batches and blocks of version 2 hold them: names
 * with their lengths (1), texts with theirs (2), lists with their counts (1).
 */
final class TransactionFormat {
  static final int NAME_BYTES_MAX = 1 + Names.LENGTH_MAX;

  /** Three names of one character, no arguments. */
  static final int BYTES_MIN = 3 * 2 + 1;

  /** No output, or the shortest reason. */
  static final int RESULT_BYTES_MIN = 2;

  private static final int APPLIED = 0;
  private static final int REFUSED = 1;

  private TransactionFormat() {}

  static int sizeBytes(Transaction transaction) {
    return 3
        + transaction.id().length()
        + transaction.contract().length()
        + transaction.function().length()
        + sizeBytes(transaction.arguments());
  }

  private static int sizeBytes(List<String> texts) {
    int size = 1;
    for (int i = 0; i < texts.size(); i++) {
      size += Short.BYTES + texts.get(i).length();
    }
    return size;
  }

  static void write(Transaction transaction, ByteBuffer to) {
    writeName(transaction.id(), to);
    writeName(transaction.contract(), to);
    writeName(transaction.function(), to);
    writeTexts(transaction.arguments(), to);
  }

  static Transaction read(BoundedReader from) {
    Transaction transaction =
        new Transaction(
            from.name("id"),
            from.knownName("contract"),
            from.knownName("function"),
            texts(from, "argument"));
    transaction
        .malformed()
        .ifPresent(
            reason -> {
              throw from.fault("a transaction that is never ordered: " + reason);
            });
    return transaction;
  }

  static int sizeBytes(Result result) {
    return switch (result) {
      case Result.Applied(List<String> output) -> 1 + sizeBytes(output);
      case Result.Refused(String reason) -> 2 + reason.length();
    };
  }

  static void write(Result result, ByteBuffer to) {
    switch (result) {
      case Result.Applied(List<String> output) -> {
        to.put((byte) APPLIED);
        writeTexts(output, to);
      }
      case Result.Refused(String reason) -> {
        to.put((byte) REFUSED);
        writeName(reason, to);
      }
    }
  }

  static Result readResult(BoundedReader from) {
    int kind = from.unsignedByte("result");
    return switch (kind) {
      case APPLIED -> {
        List<String> output = texts(from, "output");
        yield output.isEmpty() ? Result.Applied.silent() : new Result.Applied(output);
      }
      case REFUSED -> new Result.Refused(from.name("reason"));
      default -> throw from.fault("result " + kind + ", known are 0 (applied) and 1 (refused)");
    };
  }

  private static List<String> texts(BoundedReader from, String field) {
    int count = from.unsignedByte(field + " count");
    if (count > Limits.ARGUMENTS_MAX) {
      throw from.fault(count + " " + field + "s, at most " + Limits.ARGUMENTS_MAX);
    }
    if (count == 0) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(from.text(field));
    }
    return texts;
  }

  private static void writeTexts(List<String> texts, ByteBuffer to) {
    to.put((byte) texts.size());
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      to.putShort((short) text.length());
      Ascii.put(text, to);
    }
  }

  static void writeName(String name, ByteBuffer to) {
    to.put((byte) name.length());
    Ascii.put(name, to);
  }
}
