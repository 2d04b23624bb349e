package dev.assay.checkers.isolation;

import dev.assay.history.Value;
import java.util.List;

/** What is known of one list, and what the transaction that is being read has done to it. */
final class ListKey {
  static final int NONE = -1;

  /** Elements in their order, as the longest read showed them. */
  final Ints order = new Ints(4);

  /** The transaction that showed the whole order. */
  int witness = NONE;

  /** Two transactions appended one value, or were asked to. */
  boolean ambiguous;

  /** Some read showed an element twice; empty sentence when none did. */
  String duplicate = "";

  int duplicateReader = NONE;

  private int transaction = NONE;

  /** What this transaction read last; empty before it read. */
  private List<Value> read = List.of();

  private boolean hasRead;

  /** What it appended since then. */
  private final Ints own = new Ints(2);

  /** What it appended last, whenever. */
  private int lastOwn = NONE;

  /** The number of its read before it appended anything. */
  private int externalRead = NONE;

  /** Whether this is the transaction's first step on the list. */
  boolean enter(int present) {
    if (transaction == present) {
      return false;
    }
    transaction = present;
    read = List.of();
    hasRead = false;
    own.clear();
    lastOwn = NONE;
    externalRead = NONE;
    return true;
  }

  /** The element that the transaction appended before, or none. */
  int append(int element) {
    int before = lastOwn;
    own.add(element);
    lastOwn = element;
    return before;
  }

  void external(int number) {
    externalRead = number;
  }

  int externalRead() {
    return externalRead;
  }

  /** Whether the transaction read so far down that it saw the position. */
  boolean hasSeen(int position) {
    return hasRead && position != NONE && position < read.size();
  }

  /**
   * Whether the list is what the transaction itself must see now; then it becomes its last read.
   */
  boolean reads(List<Value> list, Interned elements) {
    boolean asExpected =
        hasRead
            ? list.size() == read.size() + own.size()
                && beginsWithRead(list)
                && endsWithOwn(list, elements)
            : list.size() >= own.size() && endsWithOwn(list, elements);
    read = list;
    hasRead = true;
    own.clear();
    return asExpected;
  }

  private boolean beginsWithRead(List<Value> list) {
    for (int i = 0; i < read.size(); i++) {
      if (!Interned.same(read.get(i), list.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean endsWithOwn(List<Value> list, Interned elements) {
    int offset = list.size() - own.size();
    for (int i = 0; i < own.size(); i++) {
      if (!Interned.same(elements.value(own.get(i)), list.get(offset + i))) {
        return false;
      }
    }
    return true;
  }
}
