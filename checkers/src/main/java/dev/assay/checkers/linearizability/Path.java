package dev.assay.checkers.linearizability;

import java.util.Arrays;

/** The choices that led to the present configuration, and those to the furthest one so far. */
final class Path {
  /**
   * Choices in their order.
   *
   * @param at by choice: the position of the next event
   * @param move by choice: an operation, or, below zero, a class of unknown ones
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Taken(int[] at, int[] move) {}

  private int[] at = new int[64];
  private int[] move = new int[64];
  private int length;
  private int[] keptAt = new int[64];
  private int[] keptMove = new int[64];
  private int keptLength;

  /** The kept choices are the present ones up to here. */
  private int common;

  int length() {
    return length;
  }

  void add(int position, int choice) {
    if (length == at.length) {
      at = Arrays.copyOf(at, length * 2);
      move = Arrays.copyOf(move, length * 2);
    }
    at[length] = position;
    move[length] = choice;
    length++;
  }

  void cut(int shorter) {
    length = shorter;
    common = Math.min(common, shorter);
  }

  /** Keeps the present choices; costs as much as has changed since the last time. */
  void keep() {
    if (keptAt.length < at.length) {
      keptAt = Arrays.copyOf(keptAt, at.length);
      keptMove = Arrays.copyOf(keptMove, at.length);
    }
    System.arraycopy(at, common, keptAt, common, length - common);
    System.arraycopy(move, common, keptMove, common, length - common);
    keptLength = length;
    common = length;
  }

  Taken whole() {
    return new Taken(Arrays.copyOf(at, length), Arrays.copyOf(move, length));
  }

  Taken furthest() {
    return new Taken(Arrays.copyOf(keptAt, keptLength), Arrays.copyOf(keptMove, keptLength));
  }
}
