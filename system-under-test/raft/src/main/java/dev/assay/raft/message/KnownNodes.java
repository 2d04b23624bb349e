package dev.assay.raft.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.raft.quorum.NodeId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Names of nodes that messages brought lately. Every message holds two, nearly always the same few:
 * reading one again makes no object and checks no character. It decides nothing: a name that is not
 * here is read anew. Any thread: a name is immutable, and whichever of two is kept is right.
 */
final class KnownNodes {
  /** A power of two; names that fall on the same place take it from each other. */
  private static final int PLACES = 64;

  private final @Nullable NodeId[] places = new @Nullable NodeId[PLACES];

  /**
   * The name in the next bytes.
   *
   * @throws IllegalArgumentException when it can't be a node's
   * @throws BufferUnderflowException when there are fewer bytes
   */
  NodeId read(ByteBuffer source, int length) {
    if (length > source.remaining()) {
      throw new BufferUnderflowException();
    }
    int place = place(source, length);
    NodeId known = places[place];
    if (known != null && is(known.name(), source, length)) {
      source.position(source.position() + length);
      return known;
    }
    byte[] name = new byte[length];
    source.get(name);
    NodeId read = new NodeId(new String(name, US_ASCII));
    places[place] = read;
    return read;
  }

  private static int place(ByteBuffer source, int length) {
    return (source.get(source.position() + length - 1) + 31 * length) & (PLACES - 1);
  }

  private static boolean is(String name, ByteBuffer source, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != source.get(source.position() + i)) {
        return false;
      }
    }
    return true;
  }
}
