package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/**
 * The bytes of one transaction, as batches and blocks both hold it: kind, amount, names with their
 * lengths.
 */
final class TransactionFormat {
  static final int NAME_BYTES_MAX = 1 + Names.LENGTH_MAX;
  static final int BYTES_MAX = 1 + Long.BYTES + 3 * NAME_BYTES_MAX;

  /** Kind, amount, two names of one character. */
  static final int BYTES_MIN = 1 + Long.BYTES + 2 * 2;

  private static final int OPEN = 1;
  private static final int TRANSFER = 2;

  private TransactionFormat() {}

  static void write(Transaction transaction, ByteBuffer to) {
    switch (transaction) {
      case Transaction.Open open -> {
        to.put((byte) OPEN).putLong(open.amount());
        writeName(open.id(), to);
        writeName(open.account(), to);
      }
      case Transaction.Transfer transfer -> {
        to.put((byte) TRANSFER).putLong(transfer.amount());
        writeName(transfer.id(), to);
        writeName(transfer.from(), to);
        writeName(transfer.to(), to);
      }
    }
  }

  static Transaction read(BoundedReader from) {
    int kind = from.unsignedByte("kind");
    return switch (kind) {
      case OPEN -> {
        long amount = from.number("amount");
        yield new Transaction.Open(from.name("id"), from.name("account"), amount);
      }
      case TRANSFER -> {
        long amount = from.number("amount");
        yield new Transaction.Transfer(
            from.name("id"), from.name("source"), from.name("target"), amount);
      }
      default -> throw from.fault("kind " + kind + ", known are 1 (open) and 2 (transfer)");
    };
  }

  static void writeName(String name, ByteBuffer to) {
    to.put((byte) name.length()).put(name.getBytes(ISO_8859_1));
  }
}
