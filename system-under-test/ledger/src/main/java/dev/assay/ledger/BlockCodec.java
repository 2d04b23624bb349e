package dev.assay.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block as bytes, for a node's own files: the header's fields in their order, then transactions
 * with results.
 */
public final class BlockCodec {
  private static final int HEADER_BYTES_MAX =
      1 + 4 * Long.BYTES + 3 * Hash.BYTES + TransactionFormat.NAME_BYTES_MAX + Integer.BYTES;

  /** The size of the largest block there can be: about 205 KiB. */
  public static final int BYTES_MAX =
      HEADER_BYTES_MAX + BatchCodec.TRANSACTIONS_MAX * (TransactionFormat.BYTES_MAX + 1);

  private static final int VERSION = 1;
  private static final int APPLIED = 0;

  private BlockCodec() {}

  public static byte[] encode(Block block) {
    BlockHeader header = block.header();
    ByteBuffer bytes =
        ByteBuffer.allocate(
            HEADER_BYTES_MAX + block.transactions().size() * (TransactionFormat.BYTES_MAX + 1));
    bytes.put((byte) VERSION).putLong(header.number());
    bytes.put(header.previous().bytes());
    bytes.put(header.transactionsRoot().bytes());
    bytes.put(header.stateRoot().bytes());
    bytes.putLong(header.epoch()).putLong(header.sequence()).putLong(header.time());
    TransactionFormat.writeName(header.proposer(), bytes);
    bytes.putInt(block.transactions().size());
    for (ExecutedTransaction executed : block.transactions()) {
      TransactionFormat.write(executed.transaction(), bytes);
      bytes.put((byte) resultCode(executed.result()));
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * The block that {@code bytes} are. Its hash and its roots are not verified here.
   *
   * @throws MalformedBytesException for anything that {@link #encode} does not produce
   */
  public static Block decode(byte[] bytes) {
    BoundedReader reader = new BoundedReader("block", bytes, BYTES_MAX, VERSION);
    BlockHeader header = header(reader);
    int count =
        reader.count("transactions", BatchCodec.TRANSACTIONS_MAX, TransactionFormat.BYTES_MIN + 1);
    if (count == 0) {
      throw reader.fault("no transactions");
    }
    List<ExecutedTransaction> executed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      executed.add(new ExecutedTransaction(TransactionFormat.read(reader), result(reader)));
    }
    reader.end();
    return new Block(header, executed);
  }

  private static BlockHeader header(BoundedReader reader) {
    long number = reader.number("number");
    Hash previous = reader.hash("previous hash");
    Hash transactionsRoot = reader.hash("transactions root");
    Hash stateRoot = reader.hash("state root");
    long epoch = reader.number("epoch");
    long sequence = reader.number("sequence");
    long time = reader.number("time");
    if (number < 1 || epoch < 0 || sequence < 0 || time < 0) {
      throw reader.fault("a negative number, epoch, sequence or time");
    }
    return new BlockHeader(
        number,
        previous,
        transactionsRoot,
        stateRoot,
        epoch,
        sequence,
        time,
        reader.name("proposer"));
  }

  private static int resultCode(Result result) {
    return switch (result) {
      case Result.Applied() -> APPLIED;
      case Result.Refused(Reason reason) -> reason.code();
    };
  }

  private static Result result(BoundedReader reader) {
    int code = reader.unsignedByte("result");
    if (code == APPLIED) {
      return new Result.Applied();
    }
    for (Reason reason : Reason.values()) {
      if (reason.code() == code) {
        return new Result.Refused(reason);
      }
    }
    throw reader.fault("unknown result code " + code);
  }
}
