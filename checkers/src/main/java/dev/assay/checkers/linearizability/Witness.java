package dev.assay.checkers.linearizability;

import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes an order of all operations from the choices of a search, and replays it on the way. */
final class Witness<S> {
  private final Part part;
  private final Numbering<S> states;
  private final Window window;
  private final boolean[] placed;

  /** Overwriting operations that are placed by choice: not to be settled before. */
  private final boolean[] chosen;

  private final Map<Integer, Deque<Integer>> unknowns = new HashMap<>();
  private final List<Operation> order = new ArrayList<>();
  private int state;

  Witness(Part part, Numbering<S> states) {
    this.part = part;
    this.states = states;
    window = new Window(part);
    placed = new boolean[part.operations.size()];
    chosen = new boolean[part.operations.size()];
    state = states.initial();
  }

  /** All operations that are placed before the event, in an order that the model allows. */
  List<Operation> order(Path.Taken taken, int end) {
    for (int move : taken.move()) {
      if (move >= 0) {
        chosen[move] = true;
      }
    }
    int next = 0;
    while (window.at() < end) {
      while (next < taken.at().length && taken.at()[next] == window.at()) {
        chosen(taken.move()[next++]);
      }
      int event = part.events[window.at()];
      int op = event >> 1;
      if ((event & 1) == 1 && !placed[op]) {
        throw new IllegalStateException(
            "operation #%d returned and was not placed".formatted(part.operations.get(op).index()));
      }
      window.forward();
      if (part.isUnknown(op)) {
        unknowns.computeIfAbsent(part.kind[op], _ -> new ArrayDeque<>()).add(op);
      } else if ((event & 1) == 0 && part.sort[part.kind[op]] != Part.OTHER) {
        settle(op); // Others that are open were looked at when the state became what it is.
      }
    }
    while (next < taken.at().length) {
      chosen(taken.move()[next++]);
    }
    return order;
  }

  Answer contradiction(Path.Taken taken, int at, String text) {
    order(taken, at);
    int blocked = part.events[at] >> 1;
    List<Operation> open = new ArrayList<>();
    for (int op = 0; op < placed.length; op++) {
      Operation operation = part.operations.get(op);
      if (!placed[op]
          && op != blocked
          && operation.index() < part.operations.get(blocked).endIndex()) {
        open.add(operation);
      }
    }
    return new Answer.Contradiction(
        part.operations.get(blocked), order, open, text, Linearizability.SEARCH);
  }

  private void chosen(int move) {
    int op = move;
    if (move < 0) {
      op = unknowns.getOrDefault(-1 - move, new ArrayDeque<>()).removeFirst();
    }
    if (part.sort[part.kind[op]] == Part.OVERWRITE) {
      overwritten();
    }
    place(op);
    settle();
  }

  /** Whoever is not placed by choice goes where its state is not seen. */
  private void overwritten() {
    for (int w = 0; w < window.overwrites.length; w++) {
      for (long left = window.overwrites[w]; left != 0; left &= left - 1) {
        int op = window.operationAt((w << 6) + Long.numberOfTrailingZeros(left));
        if (!placed[op] && !chosen[op]) {
          place(op);
        }
      }
    }
  }

  private void settle() {
    for (int w = 0; w < window.pure.length; w++) {
      for (long left = window.pure[w] | window.overwrites[w]; left != 0; left &= left - 1) {
        settle(window.operationAt((w << 6) + Long.numberOfTrailingZeros(left)));
      }
    }
  }

  /** Places it when it leaves the state as it is. */
  private void settle(int op) {
    if (!placed[op] && !chosen[op] && states.next(state, part.kind[op]) == state) {
      place(op);
    }
  }

  private void place(int op) {
    int next = states.next(state, part.kind[op]);
    if (next == Numbering.ILLEGAL || placed[op]) {
      throw new IllegalStateException(
          "operation #%d was placed where it is impossible"
              .formatted(part.operations.get(op).index()));
    }
    placed[op] = true;
    state = next;
    order.add(part.operations.get(op));
  }
}
