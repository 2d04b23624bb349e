package dev.assay.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block as bytes, for a node's own files and its peers: the header's fields in their order, then
 * transactions with results.
 */
public final class BlockCodec {
  /** The size of the largest block there can be: a batch, and what its transactions output. */
  public static final int BYTES_MAX =
      BlockHeader.BYTES_MAX
          + BatchCodec.BYTES_MAX
          + BatchCodec.TRANSACTIONS_MAX * (2 + Names.LENGTH_MAX + Short.BYTES * Limits.OUTPUTS_MAX)
          + Limits.BLOCK_OUTPUT_CHARS_MAX;

  private BlockCodec() {}

  /** The block's bytes, in the format of its version. */
  public static byte[] encode(Block block) {
    return encodeBehind(0, block);
  }

  /**
   * As {@link #encode}, with room before the block's bytes for whatever frames them.
   *
   * @param headBytes so many zeros come first
   */
  public static byte[] encodeBehind(int headBytes, Block block) {
    boolean old = block.header().version() == FormatVersion.ONE;
    int sizeMax = headBytes + block.header().sizeBytes() + Integer.BYTES;
    for (ExecutedTransaction executed : block.transactions()) {
      sizeMax +=
          old
              ? VersionOne.TRANSACTION_BYTES_MAX + 1
              : TransactionFormat.sizeBytes(executed.transaction())
                  + TransactionFormat.sizeBytes(executed.result());
    }
    ByteBuffer bytes = ByteBuffer.allocate(sizeMax).position(headBytes);
    block.header().writeTo(bytes);
    bytes.putInt(block.transactions().size());
    for (ExecutedTransaction executed : block.transactions()) {
      executed.writeTo(block.header().version(), bytes);
    }
    return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
  }

  /**
   * The block that {@code bytes} are. Its hash and its roots are not verified here.
   *
   * @throws MalformedBytesException for anything that {@link #encode} does not produce
   */
  public static Block decode(byte[] bytes) {
    BoundedReader reader = new BoundedReader("block", bytes, BYTES_MAX);
    BlockHeader header = BlockHeader.read(reader);
    boolean old = header.version() == FormatVersion.ONE;
    int count =
        reader.count(
            "transactions",
            BatchCodec.TRANSACTIONS_MAX,
            old
                ? VersionOne.TRANSACTION_BYTES_MIN + 1
                : TransactionFormat.BYTES_MIN + TransactionFormat.RESULT_BYTES_MIN);
    if (count == 0) {
      throw reader.fault("no transactions");
    }
    List<ExecutedTransaction> executed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      executed.add(ExecutedTransaction.read(header.version(), reader));
    }
    reader.end();
    return new Block(header, executed);
  }
}
