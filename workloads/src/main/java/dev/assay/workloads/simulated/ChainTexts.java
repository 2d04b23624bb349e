package dev.assay.workloads.simulated;

import dev.assay.ledger.BlockCodec;
import dev.assay.ledger.BlockJson;
import dev.assay.ledger.MalformedBytesException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What blocks read like, by what is stored of them. The nodes of a run have the same chain, byte by
 * byte, when all is well: then each block is put into words once and not once for each node.
 */
final class ChainTexts {
  /** The chain of a long run; beyond it all are forgotten, which costs time and nothing else. */
  private static final int TEXTS_MAX = 1 << 14;

  private final Map<Stored, String> texts = new HashMap<>();

  /**
   * The block's line in an exported chain.
   *
   * @param stored what a node's store has verified to be undamaged
   * @throws IllegalStateException when it is no block
   */
  synchronized String line(byte[] stored) {
    Stored key = new Stored(stored);
    String known = texts.get(key);
    if (known == null) {
      if (texts.size() == TEXTS_MAX) {
        texts.clear();
      }
      known = text(stored);
      texts.put(key, known);
    }
    return known;
  }

  /** Bytes by what they are; nobody changes them any more. */
  private static final class Stored {
    private final byte[] bytes;

    Stored(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Stored stored && Arrays.equals(bytes, stored.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  private static String text(byte[] stored) {
    try {
      return BlockJson.line(BlockCodec.decode(stored));
    } catch (MalformedBytesException e) {
      throw new IllegalStateException("a stored block is none: " + e.getMessage(), e);
    }
  }
}
