package dev.assay.ledger.ids;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An {@link IdTable} as it was. Shares the table's chunks, which are only appended to, so it is
 * cheap to take; may be read by any one thread that it was handed to safely.
 */
public final class IdImage {
  /** Of one entry. */
  public static final int ENTRY_BYTES = IdTable.WORDS * Long.BYTES;

  private final long first;
  private final long next;
  private final List<long[]> chunks;

  IdImage(long first, long next, List<long[]> chunks) {
    this.first = first;
    this.next = next;
    this.chunks = List.copyOf(chunks);
  }

  /** Of a table that remembers nothing. */
  public static IdImage empty() {
    return new IdImage(0, 0, List.of());
  }

  /** The number of the oldest entry. */
  public long first() {
    return first;
  }

  /** The number of the entry after the last. */
  public long next() {
    return next;
  }

  /** Writes the bytes of an entry, from {@link #first} to before {@link #next}. */
  public void write(long number, ByteBuffer to) {
    long[] chunk = chunks.get((int) ((number - first) / IdTable.CHUNK));
    int word = (int) ((number - first) % IdTable.CHUNK) * IdTable.WORDS;
    for (int i = 0; i < IdTable.WORDS; i++) {
      to.putLong(chunk[word + i]);
    }
  }

  /** Adds to a table the entry that {@link #write} wrote. */
  public static void read(ByteBuffer from, IdTable table) {
    table.append(from.getLong(), from.getLong(), from.getLong(), from.getLong());
  }
}
