package dev.assay.checkers.bank;

/** The operations of known outcome that are open at one place; it moves forward and back. */
final class OpenCalls {
  private final Ledgered ledger;
  private final int[] events;
  private final int[] operationAt = new int[Long.SIZE];
  private long transfers;
  private long others;
  private int at;

  OpenCalls(Ledgered ledger) {
    this.ledger = ledger;
    events = ledger.intervals.events;
  }

  /** By slot: transfers. */
  long transfers() {
    return transfers;
  }

  /** By slot: all but transfers. */
  long others() {
    return others;
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
    if (ledger.sort[op] == Ledgered.TRANSFER) {
      transfers = opens ? transfers | bit : transfers & ~bit;
    } else {
      others = opens ? others | bit : others & ~bit;
    }
  }
}
