package dev.assay.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A block's header as bytes, for clients that want no more of a block; as a block begins. */
public final class HeaderCodec {
  private HeaderCodec() {}

  public static byte[] encode(BlockHeader header) {
    ByteBuffer bytes = ByteBuffer.allocate(BlockHeader.BYTES_MAX);
    header.writeTo(bytes);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * The header that {@code bytes} are.
   *
   * @throws MalformedBytesException for anything that {@link #encode} does not produce
   */
  public static BlockHeader decode(byte[] bytes) {
    BoundedReader reader = new BoundedReader("header", bytes, BlockHeader.BYTES_MAX);
    BlockHeader header = BlockHeader.read(reader);
    reader.end();
    return header;
  }
}
