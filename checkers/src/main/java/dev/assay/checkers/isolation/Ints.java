package dev.assay.checkers.isolation;

import java.util.Arrays;

/** Numbers in a row that grows: four bytes each, where a list of objects takes twenty. */
final class Ints {
  private int[] values;
  private int size;

  Ints() {
    this(8);
  }

  Ints(int capacity) {
    values = new int[capacity];
  }

  int size() {
    return size;
  }

  int get(int at) {
    return values[at];
  }

  void set(int at, int value) {
    values[at] = value;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(8, size + (size >> 1)));
    }
    values[size++] = value;
  }

  void clear() {
    size = 0;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
