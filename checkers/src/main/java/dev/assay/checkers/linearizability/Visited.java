package dev.assay.checkers.linearizability;

import java.util.Arrays;

/**
 * The configurations that were searched from, in one array. A configuration need not be searched
 * from when one that can do all it can do was: that has the same place and state and the same
 * irreplaceable operations done, at least the same other bits, and used no unknown operation that
 * this one has not. Bounded: when it is full it forgets everything, which costs time and changes no
 * answer.
 */
final class Visited {
  private static final int HEADER = 4;

  private final int words;
  private final int entryWords;
  private final int entriesMax;
  private final UsedUnknowns unknowns;

  /** From 1; each: place, state, next entry of the same slot and used unknowns, done, P, Q. */
  private long[] entries;

  private int[] heads = new int[1024];
  private int size;

  Visited(int words, UsedUnknowns unknowns, int entriesMax) {
    this.words = words;
    this.unknowns = unknowns;
    entryWords = HEADER + 3 * words;
    this.entriesMax = Math.min(entriesMax, Integer.MAX_VALUE / 2 / entryWords);
    entries = new long[entryWords * 256];
  }

  /**
   * Remembers the configuration; false when it need not be searched from.
   *
   * @param place position among the events, and how the search came there
   * @param others the slots whose bits must be equal, and not only larger
   */
  boolean add(long place, int state, int used, long[] done, long[] settled, long[] others) {
    int slot = slot(place, state, done, others);
    for (int entry = heads[slot]; entry != 0; entry = (int) entries[entry * entryWords + 2]) {
      int at = entry * entryWords;
      if (entries[at] == place
          && entries[at + 1] == state
          && covers(at + HEADER, done, settled, others)
          && unknowns.within((int) entries[at + 3], used)) {
        return false;
      }
    }
    if (size >= entriesMax) {
      size = 0;
      Arrays.fill(heads, 0);
    } else if (size > heads.length) {
      grow();
    }
    put(slot(place, state, done, others), place, state, used, done, settled, others);
    return true;
  }

  private boolean covers(int at, long[] done, long[] settled, long[] others) {
    for (int w = 0; w < words; w++) {
      if (entries[at + w] != (done[w] & others[w])
          || (done[w] & ~entries[at + words + w]) != 0
          || (settled[w] & ~entries[at + 2 * words + w]) != 0) {
        return false;
      }
    }
    return true;
  }

  private void put(
      int slot, long place, int state, int used, long[] done, long[] settled, long[] others) {
    size++;
    int at = size * entryWords;
    if (at + entryWords > entries.length) {
      entries = Arrays.copyOf(entries, entries.length * 2);
    }
    entries[at] = place;
    entries[at + 1] = state;
    entries[at + 2] = heads[slot];
    entries[at + 3] = used;
    for (int w = 0; w < words; w++) {
      entries[at + HEADER + w] = done[w] & others[w];
      entries[at + HEADER + words + w] = done[w];
      entries[at + HEADER + 2 * words + w] = settled[w];
    }
    heads[slot] = size;
  }

  private int slot(long place, int state, long[] done, long[] others) {
    long hash = Mixing.mix(place * 31 + state);
    for (int w = 0; w < words; w++) {
      hash = hash * 0x9e3779b97f4a7c15L + (done[w] & others[w]);
    }
    hash *= 0xbf58476d1ce4e5b9L;
    return (int) (hash >>> 33) & (heads.length - 1);
  }

  private void grow() {
    heads = new int[heads.length * 2];
    long[] done = new long[words];
    long[] all = new long[words];
    Arrays.fill(all, -1);
    for (int entry = 1; entry <= size; entry++) {
      int at = entry * entryWords;
      System.arraycopy(entries, at + HEADER, done, 0, words);
      int slot = slot(entries[at], (int) entries[at + 1], done, all);
      entries[at + 2] = heads[slot];
      heads[slot] = entry;
    }
  }
}
