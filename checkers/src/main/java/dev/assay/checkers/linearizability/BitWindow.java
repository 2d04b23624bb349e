package dev.assay.checkers.linearizability;

/**
 * A set of small numbers that is full below some point and empty above another: only the words
 * between are compared, copied and kept. Its hash follows each change in constant time (Zobrist).
 */
final class BitWindow {
  private final long[] bits;
  private int first;

  /** Behind the last word that is not empty; never below {@link #first}. */
  private int end;

  private long hash;

  BitWindow(int size) {
    bits = new long[(size >> 6) + 1];
  }

  void set(int number) {
    int word = number >> 6;
    bits[word] |= 1L << number;
    hash ^= mix(number);
    end = Math.max(end, word + 1);
    while (first < end && bits[first] == -1) {
      first++;
    }
  }

  void clear(int number) {
    int word = number >> 6;
    bits[word] &= ~(1L << number);
    hash ^= mix(number);
    first = Math.min(first, word);
    while (end > first && bits[end - 1] == 0) {
      end--;
    }
  }

  /** The first word that is not full. */
  int firstWord() {
    return first;
  }

  /** The number of words in the window. */
  int words() {
    return end - first;
  }

  long hash() {
    return hash;
  }

  void copyTo(long[] target, int at) {
    System.arraycopy(bits, first, target, at, end - first);
  }

  static long mix(long number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
