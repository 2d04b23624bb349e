package dev.assay.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A batch as bytes: what an ordering carries without looking inside. Version, time, proposer,
 * count, transactions; big endian. Equal batches have equal bytes.
 */
public final class BatchCodec {
  /** The most transactions in one batch, and so in one block. */
  public static final int TRANSACTIONS_MAX = 1024;

  /** The size of the largest batch that may be encoded or decoded. */
  public static final int BYTES_MAX = 256 << 10;

  /** What a batch takes besides its transactions, at most. */
  public static final int FRAME_BYTES_MAX =
      1 + Long.BYTES + TransactionFormat.NAME_BYTES_MAX + Integer.BYTES;

  private BatchCodec() {}

  /**
   * What the transaction takes in a batch, at most. Batches are to be filled so that the sum, with
   * {@link #FRAME_BYTES_MAX}, stays within {@link #BYTES_MAX}.
   */
  public static int sizeBytes(Transaction transaction) {
    return TransactionFormat.sizeBytes(transaction);
  }

  /**
   * The batch's bytes, in the format of its version.
   *
   * @throws IllegalArgumentException when they would be more than {@link #BYTES_MAX}
   */
  public static byte[] encode(Batch batch) {
    int sizeMax = FRAME_BYTES_MAX - Names.LENGTH_MAX + batch.proposer().length();
    for (Transaction transaction : batch.transactions()) {
      sizeMax +=
          batch.version() == FormatVersion.ONE
              ? VersionOne.TRANSACTION_BYTES_MAX
              : TransactionFormat.sizeBytes(transaction);
    }
    ByteBuffer bytes = ByteBuffer.allocate(sizeMax);
    bytes.put((byte) batch.version()).putLong(batch.timeMillis());
    TransactionFormat.writeName(batch.proposer(), bytes);
    bytes.putInt(batch.transactions().size());
    for (Transaction transaction : batch.transactions()) {
      if (batch.version() == FormatVersion.ONE) {
        VersionOne.write(transaction, bytes);
      } else {
        TransactionFormat.write(transaction, bytes);
      }
    }
    if (bytes.position() > BYTES_MAX) {
      throw new IllegalArgumentException(
          "a batch of %d bytes: at most %d".formatted(bytes.position(), BYTES_MAX));
    }
    return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
  }

  /**
   * The batch that {@code bytes} are.
   *
   * @throws MalformedBytesException for anything that {@link #encode} does not produce
   */
  public static Batch decode(byte[] bytes) {
    BoundedReader reader = new BoundedReader("batch", bytes, BYTES_MAX);
    long timeMillis = reader.number("time");
    if (timeMillis < 0) {
      throw reader.fault("time " + timeMillis + " ms is before 1970");
    }
    String proposer = reader.name("proposer");
    boolean old = reader.version() == FormatVersion.ONE;
    int count =
        reader.count(
            "transactions",
            TRANSACTIONS_MAX,
            old ? VersionOne.TRANSACTION_BYTES_MIN : TransactionFormat.BYTES_MIN);
    List<Transaction> transactions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      transactions.add(old ? VersionOne.read(reader) : TransactionFormat.read(reader));
    }
    reader.end();
    return new Batch(reader.version(), timeMillis, proposer, transactions);
  }
}
