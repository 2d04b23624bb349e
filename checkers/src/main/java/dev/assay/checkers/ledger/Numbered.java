package dev.assay.checkers.ledger;

import java.util.Arrays;

/** Texts as numbers from 0, in the order in which they are first seen. One thread. */
final class Numbered {
  static final int ABSENT = -1;

  private String[] texts = new String[16];
  private int[] slots = new int[64];
  private int size;

  int size() {
    return size;
  }

  String text(int number) {
    return texts[number];
  }

  /** The number of the text, a new one when it was not seen before. */
  int of(String text) {
    int slot = slot(text);
    if (slots[slot] == 0) {
      if (size == texts.length) {
        grow();
        slot = slot(text);
      }
      texts[size++] = text;
      slots[slot] = size;
    }
    return slots[slot] - 1;
  }

  /** The number of the text, {@link #ABSENT} when it was not seen before. */
  int known(String text) {
    return slots[slot(text)] - 1;
  }

  /** Where the text is, or where it belongs. */
  private int slot(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & (slots.length - 1);
    while (slots[slot] != 0 && !texts[slots[slot] - 1].equals(text)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    texts = Arrays.copyOf(texts, size * 2);
    slots = new int[size * 8];
    for (int number = 0; number < size; number++) {
      slots[slot(texts[number])] = number + 1;
    }
  }
}
