package dev.assay.checkers.bank;

/** The operations of known outcome that are open at one place; it moves forward and back. */
final class OpenCalls {
  private final Ledgered ledger;
  private final int[] events;
  private final int[] operationAt;
  private final long[] transfers;
  private final long[] others;
  private int at;

  OpenCalls(Ledgered ledger) {
    this.ledger = ledger;
    events = ledger.intervals.events;
    operationAt = new int[ledger.intervals.slots];
    transfers = new long[ledger.words()];
    others = new long[ledger.words()];
  }

  /** By slot: transfers; a word of 64 slots. */
  long transfers(int word) {
    return transfers[word];
  }

  /** By slot: all but transfers; a word of 64 slots. */
  long others(int word) {
    return others[word];
  }

  int operationAt(int slot) {
    return operationAt[slot];
  }

  int at() {
    return at;
  }

  void moveTo(int place) {
    while (at < place) {
      turn(events[at++], false);
    }
    while (at > place) {
      turn(events[--at], true);
    }
  }

  private void turn(int event, boolean back) {
    int op = event >> 1;
    int slot = ledger.intervals.slot[op];
    if (slot < 0) {
      return;
    }
    long bit = 1L << slot;
    boolean opens = (event & 1) == 0 != back;
    if (opens) {
      operationAt[slot] = op;
    }
    long[] mine = ledger.sort[op] == Ledgered.TRANSFER ? transfers : others;
    mine[slot >> 6] = opens ? mine[slot >> 6] | bit : mine[slot >> 6] & ~bit;
  }
}
