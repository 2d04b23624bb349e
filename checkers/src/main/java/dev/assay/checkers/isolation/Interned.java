package dev.assay.checkers.isolation;

import dev.assay.history.Value;
import java.util.Arrays;

/**
 * Numbers for values, from 0 in the order in which they are first seen, each within a scope: an
 * element belongs to its key. Open addressing; a value is kept once.
 */
final class Interned {
  private static final int EMPTY = -1;

  private Value[] values = new Value[64];
  private int[] scopes = new int[64];
  private int size;
  private int[] table = new int[256];

  Interned() {
    Arrays.fill(table, EMPTY);
  }

  int size() {
    return size;
  }

  Value value(int number) {
    return values[number];
  }

  int scope(int number) {
    return scopes[number];
  }

  /** The value's number, a new one when it was not seen before. */
  int number(int scope, Value value) {
    int at = slot(scope, value);
    if (table[at] != EMPTY) {
      return table[at];
    }
    if (size == values.length) {
      int larger = size + (size >> 1);
      values = Arrays.copyOf(values, larger);
      scopes = Arrays.copyOf(scopes, larger);
    }
    values[size] = value;
    scopes[size] = scope;
    table[at] = size++;
    if (size * 2 > table.length) {
      rehash();
    }
    return size - 1;
  }

  private int slot(int scope, Value value) {
    int mask = table.length - 1;
    int at = hash(scope, value) & mask;
    while (table[at] != EMPTY && !(scopes[table[at]] == scope && same(values[table[at]], value))) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Most values are numbers: no need for a call. */
  static boolean same(Value one, Value other) {
    return one instanceof Value.Whole(long number)
        ? other instanceof Value.Whole(long another) && number == another
        : one.equals(other);
  }

  private void rehash() {
    int[] larger = new int[table.length * 2];
    Arrays.fill(larger, EMPTY);
    int mask = larger.length - 1;
    for (int number = 0; number < size; number++) {
      int at = hash(scopes[number], values[number]) & mask;
      while (larger[at] != EMPTY) {
        at = (at + 1) & mask;
      }
      larger[at] = number;
    }
    table = larger;
  }

  private static int hash(int scope, Value value) {
    long content = value instanceof Value.Whole(long number) ? number : value.hashCode();
    long mixed = (content * 0x9e3779b97f4a7c15L ^ scope) * 0xd1b54a32d192ed03L;
    return (int) (mixed >>> 32);
  }
}
