package dev.assay.checkers.bank;

import org.jspecify.annotations.Nullable;

/**
 * How accounts may stand when an operation returns that is not placed yet: the balances, which of
 * the open operations are placed, which unknown transfers were used, and the way that led here.
 */
@SuppressWarnings("ArrayRecordComponent")
record Standing(
    int at,
    long[] balances,
    long hash,
    long[] done,
    int[] used,
    long usedHash,
    int unlikely,
    int floor,
    @Nullable Step path,
    @Nullable Standing before) {

  /** Operations placed before an event, and the way before that. */
  record Step(@Nullable Step before, int at, int op) {}

  /** How promising: events passed, at least as many as were passed before it was gone back. */
  int worth() {
    return Math.max(at, floor) - unlikely;
  }

  /** The same for all standings from which the same can be done. */
  long key() {
    long key = Ledgered.mixed(usedHash + 31L * at);
    for (long word : done) {
      key = Ledgered.mixed(word + 31 * key);
    }
    return Ledgered.mixed(hash + 31 * key);
  }
}
