package dev.assay.checkers.bank;

import org.jspecify.annotations.Nullable;

/**
 * How accounts may stand at one place of the history: the balances, which of the open operations
 * are placed, which unknown transfers are left, and the way that led here. Immutable but for {@link
 * #done}, which changes as operations are called and return.
 */
final class Standing {
  final long[] balances;

  /** By slot. */
  long done;

  /** Unknown transfers that were called and not used, in the order of their calls. */
  int[] unused;

  final int used;

  /** Of the set of those used. */
  final long usedHash;

  final @Nullable Step path;

  /** Operations placed before an event, and the way before that. */
  record Step(@Nullable Step before, int at, int op) {}

  Standing(long[] balances, long done, int[] unused, int used, long usedHash, @Nullable Step path) {
    this.balances = balances;
    this.done = done;
    this.unused = unused;
    this.used = used;
    this.usedHash = usedHash;
    this.path = path;
  }

  Standing copy() {
    return new Standing(balances, done, unused, used, usedHash, path);
  }
}
