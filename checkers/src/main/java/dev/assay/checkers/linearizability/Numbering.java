package dev.assay.checkers.linearizability;

import dev.assay.checkers.Budget;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The states of a model as numbers, each found once, and its transitions as tables that are filled
 * when they are asked for: from then on a step costs a look-up, whatever the state is made of.
 */
final class Numbering<S> {
  static final int ILLEGAL = -1;

  private static final int UNASKED = 0;

  /** States up to here have a row of their own per class of operations; others share a map. */
  private static final int DENSE = 8;

  /** A state of some accounts takes as much room as so many configurations. */
  private static final int STATE_ENTRIES = 4;

  private static final int STATES_MIN = 1_000;

  /** Remembered transitions are forgotten when there are so many for each configuration. */
  private static final int TRANSITIONS_PER_ENTRY = 2;

  private final Model<S> model;
  private final Budget budget;
  private final List<Operation> examples;
  private final List<S> states = new ArrayList<>();

  /** Of each state, by number; and by hash the number of a state and 1, or 0. */
  private int[] hashes = new int[64];

  private int[] numbers = new int[128];

  /** By class and state: 0 when it was not asked for, else the next state and 2. */
  private final int[] dense;

  private long[] keys = new long[256];
  private int[] values = new int[256];
  private int size;

  /** For operations of which each class has one example. */
  Numbering(Model<S> model, List<Operation> examples, Budget budget) {
    this.model = model;
    this.examples = examples;
    this.budget = budget;
    dense = new int[examples.size() * DENSE];
    Arrays.fill(keys, -1);
  }

  int initial() {
    return numbered(model.initial());
  }

  S state(int number) {
    return states.get(number);
  }

  /** The state after an operation of the class, or {@link #ILLEGAL}. */
  int next(int state, int kind) {
    if (state < DENSE) {
      int at = kind * DENSE + state;
      if (dense[at] == UNASKED) {
        dense[at] = 2 + asked(state, kind);
      }
      return dense[at] - 2;
    }
    long key = ((long) kind << 32) | state;
    int slot = slot(key);
    if (keys[slot] != key) {
      int next = asked(state, kind);
      slot = put(key, next);
    }
    return values[slot];
  }

  private int asked(int state, int kind) {
    Optional<S> next = model.step(states.get(state), examples.get(kind));
    return next.isPresent() ? numbered(next.get()) : ILLEGAL;
  }

  private int numbered(S reached) {
    int hash = (int) (Mixing.mix(model.hash(reached)) >>> 32);
    int at = hash & (numbers.length - 1);
    while (numbers[at] != 0) {
      int number = numbers[at] - 1;
      if (hashes[number] == hash && states.get(number).equals(reached)) {
        return number;
      }
      at = (at + 1) & (numbers.length - 1);
    }
    int most = Math.max(STATES_MIN, budget.entriesMax() / STATE_ENTRIES);
    if (states.size() > most) {
      throw budget.exhausted("the limit of " + most + " states was reached");
    }
    states.add(reached);
    numbers[at] = states.size();
    if (states.size() > hashes.length) {
      hashes = Arrays.copyOf(hashes, states.size() * 2);
    }
    hashes[states.size() - 1] = hash;
    if (states.size() * 2 > numbers.length) {
      rehash();
    }
    return states.size() - 1;
  }

  private void rehash() {
    numbers = new int[numbers.length * 2];
    for (int number = 0; number < states.size(); number++) {
      int at = hashes[number] & (numbers.length - 1);
      while (numbers[at] != 0) {
        at = (at + 1) & (numbers.length - 1);
      }
      numbers[at] = number + 1;
    }
  }

  private int slot(long key) {
    int slot = (int) Mixing.mix(key) & (keys.length - 1);
    while (keys[slot] != key && keys[slot] != -1) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private int put(long key, int value) {
    if (size * 2 >= keys.length) {
      if (size > (long) TRANSITIONS_PER_ENTRY * budget.entriesMax()) {
        Arrays.fill(keys, -1);
        size = 0;
      } else {
        grow();
      }
    }
    int slot = slot(key);
    keys[slot] = key;
    values[slot] = value;
    size++;
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    Arrays.fill(keys, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != -1) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
