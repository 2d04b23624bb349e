package dev.assay.checkers.isolation;

import java.util.ArrayList;
import java.util.List;

/**
 * The reads of lists by transactions that had not touched them before: who saw how many elements.
 */
final class ListReads {
  /** Of reads that fit no order a few are looked into; there is one anomaly for each anyway. */
  private static final int STRAYS_MAX = 1000;

  private final Ints transaction = new Ints();
  private final Ints key = new Ints();
  private final Ints length = new Ints();
  private final Ints updating = new Ints();
  private final List<Stray> strays = new ArrayList<>();

  /** A read that does not follow the order of its list. */
  static final class Stray {
    final int transaction;
    final int[] elements;

    private Stray(int transaction, int[] elements) {
      this.transaction = transaction;
      this.elements = elements;
    }
  }

  int add(int reader, int list, int elements) {
    transaction.add(reader);
    key.add(list);
    length.add(elements);
    updating.add(ListKey.NONE);
    return transaction.size() - 1;
  }

  /** The reader of this read appends the element to the same list. */
  void updates(int read, int element) {
    updating.set(read, element);
  }

  void stray(int reader, int[] elements) {
    if (strays.size() < STRAYS_MAX) {
      strays.add(new Stray(reader, elements));
    }
  }

  List<Stray> strays() {
    return strays;
  }

  int size() {
    return transaction.size();
  }

  int transaction(int read) {
    return transaction.get(read);
  }

  int key(int read) {
    return key.get(read);
  }

  int length(int read) {
    return length.get(read);
  }

  /** The last element that the reader itself appends to the list, or none. */
  int update(int read) {
    return updating.get(read);
  }
}
