package dev.assay.ledger.ids;

import java.util.ArrayList;
import java.util.List;

/**
 * The transactions of a channel that are remembered, in the order of the chain: at least the last
 * {@link #WINDOW}, and as long as there are no more, all. An entry is 32 bytes: an id's hash (16),
 * its place and a code (8), its sequence (8); the oldest are forgotten {@link #CHUNK} at a time,
 * which depends on nothing but how many there were, so that all replicas remember the same.
 *
 * <p>Entries lie in chunks that are only appended to; an index of entry numbers by hash, linearly
 * probed (Knuth, volume 3, 6.4, algorithms L and R), finds them. A full window takes 32 MiB of
 * entries and 8 MiB of index. One thread owns it; an {@link #image} may go to another.
 */
public final class IdTable {
  /** Transactions that are remembered at least. */
  public static final int WINDOW = 1 << 20;

  /** Transactions that are forgotten together. */
  public static final int CHUNK = 1 << 14;

  /** What an entry's place in its block stays below. */
  public static final int POSITIONS = 1 << 10;

  /** What an entry's code stays below. */
  public static final int CODES = 1 << 8;

  static final int WORDS = 4;

  private static final int CHUNK_BITS = 14;
  private static final int CODE_BITS = 8;
  private static final int BLOCK_SHIFT = 18;
  private static final int FIRST_CAPACITY = 64;

  /** Marks a used slot; the other bits are the low ones of the entry's number. */
  private static final int USED = 1 << 31;

  private static final int NUMBER_BITS = USED - 1;

  /** The entries of the window; all but the last chunk are full. */
  private final List<long[]> chunks = new ArrayList<>();

  /** The number of the oldest entry that is remembered; a multiple of {@link #CHUNK}. */
  private long first;

  /** The number of entries that there ever were, and so of the next. */
  private long next;

  /** A power of two in length, at most five eighths used. */
  private int[] slots = new int[2 * FIRST_CAPACITY];

  public IdTable() {}

  /**
   * An empty table that is to receive the entries of another from this number on.
   *
   * @throws IllegalArgumentException when no table begins there
   */
  public IdTable(long first) {
    if (first < 0 || first % CHUNK != 0) {
      throw new IllegalArgumentException(
          "a window begins at a multiple of %d, not at %d".formatted(CHUNK, first));
    }
    this.first = first;
    next = first;
  }

  /** The number of the entry with this hash; -1 when none is remembered. */
  public long find(long hashHigh, long hashLow) {
    int mask = slots.length - 1;
    for (int slot = (int) hashLow & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      long number = number(slots[slot]);
      long[] chunk = chunk(number);
      int word = word(number);
      if (chunk[word] == hashHigh && chunk[word + 1] == hashLow) {
        return number;
      }
    }
    return -1;
  }

  /** The block of a remembered entry. */
  public long block(long number) {
    return chunk(number)[word(number) + 2] >>> BLOCK_SHIFT;
  }

  /** The place in its block of a remembered entry. */
  public int position(long number) {
    return (int) (chunk(number)[word(number) + 2] >>> CODE_BITS) & (POSITIONS - 1);
  }

  /** What was noted with a remembered entry. */
  public int code(long number) {
    return (int) chunk(number)[word(number) + 2] & (CODES - 1);
  }

  /** The sequence of a remembered entry. */
  public long sequence(long number) {
    return chunk(number)[word(number) + 3];
  }

  /** Remembers one more. A hash that is there already is found here from now on. */
  public void add(long hashHigh, long hashLow, long block, int position, int code, long sequence) {
    if (position < 0 || position >= POSITIONS || code < 0 || code >= CODES) {
      throw new IllegalArgumentException(
          "position %d and code %d are to be below %d and %d"
              .formatted(position, code, POSITIONS, CODES));
    }
    append(
        hashHigh,
        hashLow,
        (block << BLOCK_SHIFT) | ((long) position << CODE_BITS) | code,
        sequence);
  }

  /** Remembers an entry as its four words. */
  void append(long hashHigh, long hashLow, long place, long sequence) {
    if (next - first == WINDOW + CHUNK) {
      forgetChunk();
    }
    long[] chunk = room();
    int word = word(next);
    chunk[word] = hashHigh;
    chunk[word + 1] = hashLow;
    chunk[word + 2] = place;
    chunk[word + 3] = sequence;
    next++;
    if ((next - first) * 8 > slots.length * 5L) {
      slots = new int[2 * slots.length];
      for (long number = first; number < next; number++) {
        index(number);
      }
    } else {
      index(next - 1);
    }
  }

  /** The last chunk, with room for one more entry. */
  private long[] room() {
    int word = word(next);
    if (word == 0) {
      chunks.add(new long[FIRST_CAPACITY * WORDS]);
    } else if (word == chunks.getLast().length) {
      long[] longer = new long[2 * word];
      System.arraycopy(chunks.getLast(), 0, longer, 0, word);
      chunks.set(chunks.size() - 1, longer);
    }
    return chunks.getLast();
  }

  private void index(long number) {
    long[] chunk = chunk(number);
    int word = word(number);
    int mask = slots.length - 1;
    int slot = (int) chunk[word + 1] & mask;
    while (slots[slot] != 0 && !same(number(slots[slot]), chunk, word)) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = (int) number | USED;
  }

  private boolean same(long number, long[] other, int otherWord) {
    long[] chunk = chunk(number);
    int word = word(number);
    return chunk[word] == other[otherWord] && chunk[word + 1] == other[otherWord + 1];
  }

  private void forgetChunk() {
    for (long number = first; number < first + CHUNK; number++) {
      forget(number);
    }
    first += CHUNK;
    chunks.removeFirst();
  }

  private void forget(long number) {
    int mask = slots.length - 1;
    int slot = home(number);
    int wanted = (int) number | USED;
    while (slots[slot] != wanted) {
      if (slots[slot] == 0) {
        // The same hash was added again later, and is found there.
        return;
      }
      slot = (slot + 1) & mask;
    }
    // What follows moves up, unless that would put it before its home.
    int hole = slot;
    for (int from = (hole + 1) & mask; slots[from] != 0; from = (from + 1) & mask) {
      int home = home(number(slots[from]));
      if (((from - home) & mask) >= ((from - hole) & mask)) {
        slots[hole] = slots[from];
        hole = from;
      }
    }
    slots[hole] = 0;
  }

  private int home(long number) {
    return (int) chunk(number)[word(number) + 1] & (slots.length - 1);
  }

  /** The number of the entry in a slot: the window is shorter than what a slot tells apart. */
  private long number(int slot) {
    return first + ((slot - (int) first) & NUMBER_BITS);
  }

  private long[] chunk(long number) {
    return chunks.get((int) ((number - first) >> CHUNK_BITS));
  }

  private static int word(long number) {
    return (int) (number & (CHUNK - 1)) * WORDS;
  }

  /** What is remembered now; later additions don't change it. */
  public IdImage image() {
    return new IdImage(first, next, chunks);
  }
}
