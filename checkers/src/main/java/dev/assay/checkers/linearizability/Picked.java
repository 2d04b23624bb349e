package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Some of many operations, by their places among all: a part of a history that says where its
 * operations come from, so that what is known of those need not be looked up again. Grows at its
 * end.
 */
public final class Picked extends AbstractList<Operation> implements RandomAccess {
  private final List<Operation> all;
  private int[] places = new int[16];
  private int size;

  /** None yet. */
  public Picked(List<Operation> all) {
    this.all = all;
  }

  /** The operation at that place, last. */
  public void pick(int place) {
    if (size == places.length) {
      places = Arrays.copyOf(places, size * 2);
    }
    places[size++] = place;
    modCount++;
  }

  @Override
  public Operation get(int index) {
    return all.get(place(index));
  }

  @Override
  public int size() {
    return size;
  }

  int place(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("operation " + index + " of " + size);
    }
    return places[index];
  }

  @SuppressWarnings("ReferenceEquality") // The very list, not an equal one, which is dear to find.
  boolean isOf(List<Operation> operations) {
    return all == operations;
  }
}
