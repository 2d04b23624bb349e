package dev.assay.checkers.linearizability;

/**
 * The operations that are open at one place of the history; it moves forward and back, an event at
 * a time.
 */
final class Window {
  private final Part part;

  /** By slot: who has it. */
  private final int[] operationAt;

  /** Open ones by slot, of each sort. */
  final long[] pure;

  final long[] overwrites;
  final long[] others;

  /** By class: operations called so far whose outcome is unknown. */
  private final int[] unknownCalled;

  /** The classes that have some, in the order of their first call. */
  private final int[] unknownKinds;

  private int unknownKindsCount;
  private int at;

  Window(Part part) {
    this.part = part;
    operationAt = new int[part.words * 64];
    pure = new long[part.words];
    overwrites = new long[part.words];
    others = new long[part.words];
    unknownCalled = new int[part.sort.length];
    unknownKinds = new int[part.sort.length];
  }

  /** The position of the next event. */
  int at() {
    return at;
  }

  int operationAt(int slot) {
    return operationAt[slot];
  }

  int unknownCalled(int kind) {
    return unknownCalled[kind];
  }

  int unknownKindsCount() {
    return unknownKindsCount;
  }

  int unknownKind(int position) {
    return unknownKinds[position];
  }

  void forward() {
    int event = part.events[at++];
    int op = event >> 1;
    int slot = part.slot[op];
    if (slot < 0) {
      int kind = part.kind[op];
      if (unknownCalled[kind]++ == 0) {
        unknownKinds[unknownKindsCount++] = kind;
      }
    } else if ((event & 1) == 0) {
      operationAt[slot] = op;
      of(op)[slot >> 6] |= 1L << slot;
    } else {
      of(op)[slot >> 6] &= ~(1L << slot);
    }
  }

  private void back() {
    int event = part.events[--at];
    int op = event >> 1;
    int slot = part.slot[op];
    if (slot < 0) {
      int kind = part.kind[op];
      if (--unknownCalled[kind] == 0) {
        unknownKindsCount--;
      }
    } else if ((event & 1) == 0) {
      of(op)[slot >> 6] &= ~(1L << slot);
    } else {
      operationAt[slot] = op;
      of(op)[slot >> 6] |= 1L << slot;
    }
  }

  void backTo(int position) {
    while (at > position) {
      back();
    }
  }

  private long[] of(int op) {
    return switch (part.sort[part.kind[op]]) {
      case Part.PURE -> pure;
      case Part.OVERWRITE -> overwrites;
      default -> others;
    };
  }
}
