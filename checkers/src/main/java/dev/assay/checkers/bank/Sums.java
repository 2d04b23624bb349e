package dev.assay.checkers.bank;

/** Sets of a few of the open transfers by the hash of what they change together. */
final class Sums {
  private static final int NONE = -1;

  private long[] keys = new long[512];
  private long[] masks = new long[512];
  private int[] listed = new int[256];
  private int size;

  /**
   * Of transfers, by their place in an array; of equal ones those that come first are taken.
   *
   * @param most how many are in a set at most
   */
  void fill(Ledgered ledger, int[] ops, int count, int most) {
    clear();
    for (int i = 0; i < count; i++) {
      int twin = twin(ledger, ops, i);
      long change = ledger.change[ops[i]];
      int before = size;
      if (twin == NONE) {
        put(change, 1L << i);
      }
      for (int set = 0; set < before; set++) {
        long mask = masks[listed[set]];
        if (Long.bitCount(mask) < most && (twin == NONE || (mask >>> twin & 1) != 0)) {
          put(keys[listed[set]] + change, mask | 1L << i);
        }
      }
    }
  }

  /** The last equal one before it. */
  private static int twin(Ledgered ledger, int[] ops, int i) {
    for (int j = i - 1; j >= 0; j--) {
      if (ledger.kind[ops[j]] == ledger.kind[ops[i]]) {
        return j;
      }
    }
    return NONE;
  }

  private void clear() {
    for (int i = 0; i < size; i++) {
      masks[listed[i]] = 0;
    }
    size = 0;
  }

  private void put(long key, long mask) {
    if (size == listed.length) {
      grow();
    }
    int slot = free(key);
    keys[slot] = key;
    masks[slot] = mask;
    listed[size++] = slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldMasks = masks;
    int[] old = listed;
    keys = new long[oldKeys.length * 2];
    masks = new long[keys.length];
    listed = new int[old.length * 2];
    for (int i = 0; i < size; i++) {
      int slot = free(oldKeys[old[i]]);
      keys[slot] = oldKeys[old[i]];
      masks[slot] = oldMasks[old[i]];
      listed[i] = slot;
    }
  }

  private int free(long key) {
    int slot = slot(key);
    while (masks[slot] != 0) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private int slot(long key) {
    return (int) ((key * 0x9e3779b97f4a7c15L) >>> 33) & (keys.length - 1);
  }

  /** A place to ask for what changes so much, see {@link #mask}. */
  int first(long change) {
    return found(slot(change), change);
  }

  int next(int place, long change) {
    return found((place + 1) & (keys.length - 1), change);
  }

  private int found(int from, long change) {
    int slot = from;
    while (masks[slot] != 0 && keys[slot] != change) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return masks[slot] == 0 ? NONE : slot;
  }

  /** By place in the array: who is in the set. */
  long mask(int place) {
    return masks[place];
  }

  int size() {
    return size;
  }

  long listedKey(int i) {
    return keys[listed[i]];
  }

  long listedMask(int i) {
    return masks[listed[i]];
  }
}
