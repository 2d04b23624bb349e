package dev.assay.checkers.linearizability;

import dev.assay.checkers.Budget;
import java.util.Arrays;

/**
 * What may be placed next, for each choice that is open: a stack. A move is an operation, or, below
 * zero, -1 less the class of an unknown one, or {@link #PASS}.
 */
final class Moves {
  static final int PASS = Integer.MAX_VALUE;

  private static final int ANY = -1;

  /**
   * Where a choice is made.
   *
   * @param unseen whether the last one placed here overwrote the state and nobody saw it yet
   * @param mayPass whether the operation that returns may do so
   * @param previous what was placed here before, if it was not seen
   * @param before the state before that
   */
  record Choice(int state, int used, boolean unseen, boolean mayPass, int previous, int before) {}

  private final Part part;
  private final Window window;
  private final Numbering<?> states;
  private final UsedUnknowns unknowns;
  private final Budget budget;
  private int[] stack = new int[256];
  private int size;

  /** By class, scratch: which of the open ones returns first. */
  private final int[] firstOfKind;

  private int[] kindsFound = new int[64];
  private int kindsCount;

  Moves(Part part, Window window, Numbering<?> states, UsedUnknowns unknowns, Budget budget) {
    this.part = part;
    this.window = window;
    this.states = states;
    this.unknowns = unknowns;
    this.budget = budget;
    firstOfKind = new int[part.sort.length];
    Arrays.fill(firstOfKind, -1);
  }

  int size() {
    return size;
  }

  int pop() {
    return stack[--size];
  }

  private void push(int move) {
    if (size == stack.length) {
      stack = Arrays.copyOf(stack, size * 2);
    }
    stack[size++] = move;
  }

  /** Pushes what may be placed, the most promising last. */
  void collect(Choice choice, long[] done, long[] settled) {
    int must = part.events[window.at()] >> 1;
    int from = size;
    boolean unsettled = unsettled(settled);
    others(choice, done, must);
    if (!choice.unseen()) {
      overwrites(choice, done, unsettled ? ANY : must);
    }
    int known = size;
    unknowns(choice, from, known, unsettled);
    rotate(from, known);
    order(from, must, choice);
    if (choice.mayPass()) {
      push(PASS);
    }
  }

  /** Whether some open overwriting operation still has to go before another one. */
  private boolean unsettled(long[] settled) {
    for (int w = 0; w < settled.length; w++) {
      if ((window.overwrites[w] & ~settled[w]) != 0) {
        return true;
      }
    }
    return false;
  }

  private void others(Choice choice, long[] done, int must) {
    for (int w = 0; w < done.length; w++) {
      for (long left = window.others[w] & ~done[w]; left != 0; left &= left - 1) {
        int op = window.operationAt((w << 6) + Long.numberOfTrailingZeros(left));
        budget.step();
        int next = states.next(choice.state(), part.kind[op]);
        if (next >= 0 && !commutes(choice, op, next, must)) {
          push(op);
        }
      }
    }
  }

  /**
   * Of those that write the same, the one that returns first. To write the state that is there is
   * of use only to settle others, or to return.
   */
  private void overwrites(Choice choice, long[] done, int mayRepeat) {
    kindsCount = 0;
    for (int w = 0; w < done.length; w++) {
      for (long left = window.overwrites[w] & done[w]; left != 0; left &= left - 1) {
        int op = window.operationAt((w << 6) + Long.numberOfTrailingZeros(left));
        int kind = part.kind[op];
        int first = firstOfKind[kind];
        if (first < 0) {
          found(kind);
        }
        if (first < 0 || part.returnAt[op] < part.returnAt[first]) {
          firstOfKind[kind] = op;
        }
      }
    }
    for (int i = 0; i < kindsCount; i++) {
      int op = firstOfKind[kindsFound[i]];
      firstOfKind[kindsFound[i]] = -1;
      budget.step();
      if (mayRepeat == ANY
          || mayRepeat == op
          || states.next(choice.state(), part.kind[op]) != choice.state()) {
        push(op);
      }
    }
  }

  private void found(int kind) {
    if (kindsCount == kindsFound.length) {
      kindsFound = Arrays.copyOf(kindsFound, kindsCount * 2);
    }
    kindsFound[kindsCount++] = kind;
  }

  private void unknowns(Choice choice, int from, int to, boolean unsettled) {
    for (int i = 0; i < window.unknownKindsCount(); i++) {
      int kind = window.unknownKind(i);
      if (choice.unseen() && part.sort[kind] == Part.OVERWRITE) {
        continue;
      }
      budget.step();
      int next = states.next(choice.state(), kind);
      if (next >= 0
          && (next != choice.state() || (unsettled && part.sort[kind] == Part.OVERWRITE))
          && unknowns.count(choice.used(), kind) < window.unknownCalled(kind)
          && !knownWouldDo(choice, kind, next, from, to)) {
        push(-1 - kind);
      }
    }
  }

  private boolean knownWouldDo(Choice choice, int kind, int next, int from, int to) {
    for (int i = from; i < to; i++) {
      int other = part.kind[stack[i]];
      if (part.call[other] == part.call[kind] && states.next(choice.state(), other) == next) {
        return true;
      }
    }
    return false;
  }

  /** Whether it could as well have been placed before the one placed last, and should have been. */
  private boolean commutes(Choice choice, int op, int next, int must) {
    int previous = choice.previous();
    if (previous == Search.NOBODY) {
      return false;
    }
    int kind = previous >= 0 ? part.kind[previous] : -1 - previous;
    if (part.sort[kind] != Part.OTHER
        || (op != must && previous >= 0 && part.slot[op] > part.slot[previous])) {
      return false;
    }
    int first = states.next(choice.before(), part.kind[op]);
    return first >= 0 && states.next(first, kind) == next;
  }

  /** Unknown ones to the bottom, where they are tried last. */
  private void rotate(int from, int known) {
    int unknownCount = size - known;
    if (unknownCount == 0 || known == from) {
      return;
    }
    int[] last = Arrays.copyOfRange(stack, known, size);
    System.arraycopy(stack, from, stack, from + unknownCount, known - from);
    System.arraycopy(last, 0, stack, from, unknownCount);
  }

  /** Last, and so tried first: what helps the one that must return; then whoever returns sooner. */
  private void order(int from, int must, Choice choice) {
    for (int i = from + 1; i < size; i++) {
      int move = stack[i];
      long rank = rank(move, must, choice);
      int at = i;
      while (at > from && rank(stack[at - 1], must, choice) < rank) {
        stack[at] = stack[at - 1];
        at--;
      }
      stack[at] = move;
    }
  }

  private long rank(int move, int must, Choice choice) {
    long rank = move < 0 ? (1L << 40) : part.returnAt[move];
    boolean helps =
        move == must
            || (part.sort[part.kind[must]] == Part.PURE
                && states.next(
                        states.next(choice.state(), move < 0 ? -1 - move : part.kind[move]),
                        part.kind[must])
                    >= 0);
    return helps ? rank : rank + (1L << 41);
  }
}
