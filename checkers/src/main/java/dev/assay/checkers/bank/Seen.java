package dev.assay.checkers.bank;

/** Keys of standings, and how promising each was at best; forgets all when there are too many. */
final class Seen {
  private static final int MAX = 1 << 21;

  private long[] keys = new long[1024];
  private int[] worths = new int[1024];
  private int size;

  /** False when it was there, and no less promising. */
  boolean add(long key, int worth) {
    if (size * 2 > keys.length) {
      grow();
    }
    int slot = slot(key);
    if (keys[slot] == key && worths[slot] >= worth) {
      return false;
    }
    size += keys[slot] == key ? 0 : 1;
    keys[slot] = key;
    worths[slot] = worth;
    return true;
  }

  private int slot(long key) {
    int slot = (int) (key >>> 33) & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldWorths = worths;
    boolean forgets = oldKeys.length >= MAX;
    keys = new long[forgets ? 1024 : oldKeys.length * 2];
    worths = new int[keys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length && !forgets; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        worths[slot] = oldWorths[i];
        size++;
      }
    }
  }
}
