package dev.assay.checkers.linearizability;

import java.util.Arrays;

/**
 * The configurations that a search has been in: which operations are linearized, and the state.
 * Only the window of the set is kept in which operations are neither all linearized nor all not, so
 * that the cost does not depend on the length of the history. Operations whose outcome is unknown
 * have a window of their own, since each may stay open to the end. Bounded in memory: when full,
 * nothing more is remembered, which costs time and changes no answer.
 */
final class Configurations {
  private static final int WORDS_PER_ENTRY = 8;
  private static final int HEADER_WORDS = 3;

  private final BitWindow known;
  private final BitWindow unknown;
  private final int entriesMax;

  /** Configurations one behind the other, from 1: length and state, the windows' places, bits. */
  private long[] arena = new long[1024];

  private int used = 1;

  /** Open addressing: hash in the upper half, place in the arena in the lower; 0 is empty. */
  private long[] table = new long[256];

  private int size;

  Configurations(int knownOperations, int unknownOperations, int entriesMax) {
    known = new BitWindow(knownOperations);
    unknown = new BitWindow(unknownOperations);
    this.entriesMax = Math.min(entriesMax, (1 << 30) / WORDS_PER_ENTRY);
  }

  /** The linearized ones among the operations whose outcome is known. */
  BitWindow known() {
    return known;
  }

  /** The linearized ones among the operations whose outcome is unknown. */
  BitWindow unknown() {
    return unknown;
  }

  /** Remembers the present configuration; false when it was remembered before. */
  boolean add(int state) {
    int words = written(state);
    int hash = hash(state);
    int slot = hash & (table.length - 1);
    while (table[slot] != 0) {
      if ((int) (table[slot] >>> 32) == hash && equal((int) table[slot], words)) {
        return false;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (size < entriesMax && used + words < (long) entriesMax * WORDS_PER_ENTRY) {
      table[slot] = ((long) hash << 32) | used;
      used += words;
      size++;
      if (size * 2 > table.length) {
        grow();
      }
    }
    return true;
  }

  /** Writes the present configuration behind the last one, and answers its length. */
  private int written(int state) {
    int words = HEADER_WORDS + known.words() + unknown.words();
    if (used + words > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(arena.length * 2, used + words));
    }
    arena[used] = ((long) words << 32) | state;
    arena[used + 1] = ((long) known.firstWord() << 32) | known.words();
    arena[used + 2] = unknown.firstWord();
    known.copyTo(arena, used + HEADER_WORDS);
    unknown.copyTo(arena, used + HEADER_WORDS + known.words());
    return words;
  }

  private boolean equal(int at, int words) {
    return arena[at] == arena[used]
        && Arrays.equals(arena, at, at + words, arena, used, used + words);
  }

  private int hash(int state) {
    long hash =
        BitWindow.mix(state) ^ known.hash() ^ BitWindow.mix(Long.rotateLeft(unknown.hash(), 17));
    return (int) (hash ^ (hash >>> 32));
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    for (long entry : table) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & (larger.length - 1);
        while (larger[slot] != 0) {
          slot = (slot + 1) & (larger.length - 1);
        }
        larger[slot] = entry;
      }
    }
    table = larger;
  }
}
