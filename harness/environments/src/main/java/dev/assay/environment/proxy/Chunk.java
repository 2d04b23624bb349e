package dev.assay.environment.proxy;

import java.nio.ByteBuffer;

/**
 * Bytes that were read at once, at most {@link Link#CHUNK_BYTES_MAX}.
 *
 * @param data owned by whoever holds the chunk
 * @param stampNanos when they were read, moved on by each latency that they have passed
 */
record Chunk(ByteBuffer data, long stampNanos) {
  int size() {
    return data.remaining();
  }

  /** The first {@code length} bytes; what remains of this chunk begins after them. */
  Chunk take(int length) {
    ByteBuffer piece = data.slice(data.position(), length);
    data.position(data.position() + length);
    return new Chunk(piece, stampNanos);
  }
}
