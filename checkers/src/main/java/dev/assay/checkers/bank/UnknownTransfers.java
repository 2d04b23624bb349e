package dev.assay.checkers.bank;

import java.util.Arrays;

/** Transfers of unknown outcome: which may be used at a standing. */
final class UnknownTransfers {
  private final Ledgered ledger;

  /** In the order of their calls, and the places of these. */
  private final int[] all;

  private final int[] calls;

  /** By kind: the last question in which it was found. */
  private final int[] asked;

  /** By operation: the last question in which it was used already. */
  private final int[] usedAt;

  private int question;

  UnknownTransfers(Ledgered ledger) {
    this.ledger = ledger;
    int[] events = ledger.intervals.events;
    int[] found = new int[events.length];
    int[] places = new int[events.length];
    int size = 0;
    for (int at = 0; at < events.length; at++) {
      int op = events[at] >> 1;
      if (ledger.sort[op] == Ledgered.TRANSFER && ledger.isUnknown(op)) {
        found[size] = op;
        places[size++] = at;
      }
    }
    all = Arrays.copyOf(found, size);
    calls = Arrays.copyOf(places, size);
    asked = new int[ledger.sort.length];
    usedAt = new int[ledger.sort.length];
  }

  boolean anyBefore(int at) {
    return calls.length > 0 && calls[0] < at;
  }

  /** One of each kind that was called before and is not used, and of which no known one is left. */
  int[] at(Standing standing, int[] known, int knownCount) {
    question++;
    for (int op : standing.used()) {
      usedAt[op] = question;
    }
    for (int i = 0; i < knownCount; i++) {
      asked[ledger.kind[known[i]]] = question;
    }
    int[] some = new int[all.length];
    int size = 0;
    for (int i = 0; i < all.length && calls[i] < standing.at(); i++) {
      int kind = ledger.kind[all[i]];
      if (usedAt[all[i]] != question && asked[kind] != question) {
        asked[kind] = question;
        some[size++] = all[i];
      }
    }
    return Arrays.copyOf(some, size);
  }
}
