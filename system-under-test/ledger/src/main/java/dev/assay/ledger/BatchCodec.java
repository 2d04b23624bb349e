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

  /** The size of the largest batch there can be: 204 KiB. */
  public static final int BYTES_MAX =
      1
          + Long.BYTES
          + TransactionFormat.NAME_BYTES_MAX
          + Integer.BYTES
          + TRANSACTIONS_MAX * TransactionFormat.BYTES_MAX;

  private static final int VERSION = 1;

  private BatchCodec() {}

  public static byte[] encode(Batch batch) {
    int sizeMax =
        BYTES_MAX - (TRANSACTIONS_MAX - batch.transactions().size()) * TransactionFormat.BYTES_MAX;
    ByteBuffer bytes = ByteBuffer.allocate(sizeMax);
    bytes.put((byte) VERSION).putLong(batch.timeMillis());
    TransactionFormat.writeName(batch.proposer(), bytes);
    bytes.putInt(batch.transactions().size());
    batch.transactions().forEach(transaction -> TransactionFormat.write(transaction, bytes));
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * The batch that {@code bytes} are.
   *
   * @throws MalformedBytesException for anything that {@link #encode} does not produce
   */
  public static Batch decode(byte[] bytes) {
    BoundedReader reader = new BoundedReader("batch", bytes, BYTES_MAX, VERSION);
    long timeMillis = reader.number("time");
    if (timeMillis < 0) {
      throw reader.fault("time " + timeMillis + " ms is before 1970");
    }
    String proposer = reader.name("proposer");
    int count = reader.count("transactions", TRANSACTIONS_MAX, TransactionFormat.BYTES_MIN);
    List<Transaction> transactions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      transactions.add(TransactionFormat.read(reader));
    }
    reader.end();
    return new Batch(timeMillis, proposer, transactions);
  }
}
