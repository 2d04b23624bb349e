package dev.assay.checkers.linearizability;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import java.util.Arrays;

/**
 * Looks for a linearization of one part of a history, depth first, and just in time: operations are
 * placed only when one must return that is not placed yet (Wing and Gong 1993; Lowe 2017, section
 * 5). A configuration is a place among the events, a state, two bits per open operation, and which
 * unknown operations were used. Beyond the papers, with the argument for each:
 *
 * <ul>
 *   <li>A pure operation that is legal is placed at once: what could go on without it can go on.
 *   <li>When an operation overwrites the state, every other open overwriting one may be thought of
 *       as placed directly before it, where nobody sees it. It is then settled: it may still be
 *       used, and need not. The same holds when it would write the state that is there.
 *   <li>An overwriting operation is placed only when somebody sees its state: else it would be as
 *       good to have it overwritten. Of those that write the same, the one that returns first goes.
 *   <li>Two neighbours that commute are placed in one order only, and before the one that must
 *       return nothing is placed that may as well come later.
 *   <li>Operations with an unknown outcome are counted per class, used only where they change the
 *       state, and not where a known one would do.
 * </ul>
 *
 * Bit P of an open operation: it is placed, or, for an overwriting one, it may still be used. Bit
 * Q, of an overwriting one: it need not be placed any more.
 */
final class Search<S> {
  /** How the search came to a place: by passing an event. */
  private static final int FRESH = 0;

  /** By placing an operation there. */
  private static final int WITHIN = 1;

  /** By placing an overwriting operation there that nobody has seen yet. */
  private static final int UNSEEN = 2;

  static final int NOBODY = Integer.MIN_VALUE;

  private final Model<S> model;
  private final Part part;
  private final Numbering<S> states;
  private final UsedUnknowns unknowns = new UsedUnknowns();
  private final Visited visited;
  private final Window window;
  private final Frames frames;
  private final Path path;
  private final Moves moves;
  private final Frames.Restored restored = this::restored;

  private int state;
  private int used;
  private final long[] done;
  private final long[] settled;

  private int furthest = -1;
  private int furthestState;

  Search(Model<S> model, Part part, Budget budget) {
    this.model = model;
    this.part = part;
    states = new Numbering<>(model, part.examples, budget);
    visited = new Visited(part.words, unknowns, budget.entriesMax());
    window = new Window(part);
    frames = new Frames(part.words);
    path = new Path();
    done = new long[part.words];
    settled = new long[part.words];
    moves = new Moves(part, window, states, unknowns, budget);
  }

  Answer run() {
    try {
      state = states.initial();
      boolean found = search();
      Witness<S> witness = new Witness<>(part, states);
      return found
          ? new Answer.Linearizable(
              witness.order(path.whole(), part.events.length), Linearizability.SEARCH)
          : witness.contradiction(
              path.furthest(), furthest, model.describeState(states.state(furthestState)));
    } catch (Budget.ExhaustedException e) {
      return new Answer.Undecided(e.why(), reached(), part.known);
    }
  }

  /** The operations that had returned at the furthest place. */
  private long reached() {
    return Arrays.stream(part.events, 0, Math.max(furthest, 0)).filter(e -> (e & 1) == 1).count();
  }

  private boolean search() {
    if (passedAll(FRESH, NOBODY, 0)) {
      return true;
    }
    while (!frames.isEmpty()) {
      int move = frames.retry(moves, restored, done, settled);
      if (move == Moves.PASS) {
        pass();
        if (passedAll(FRESH, NOBODY, 0)) {
          return true;
        }
      } else if (move != Frames.NO_MORE && placed(move)) {
        return true;
      }
    }
    return false;
  }

  private void restored(int at, int stateThen, int usedThen, int pathThen) {
    window.backTo(at);
    state = stateThen;
    used = usedThen;
    path.cut(pathThen);
  }

  /**
   * Places the operation and goes on from there until there is a choice; whether all was placed.
   */
  private boolean placed(int move) {
    int before = state;
    int must = part.events[window.at()] >> 1;
    path.add(window.at(), move);
    boolean seen = place(move);
    boolean overwrote = part.sort[kind(move)] == Part.OVERWRITE;
    int slot = part.slot[must];
    boolean isPure = part.sort[part.kind[must]] == Part.PURE;
    if (move == must || (isPure && bit(done, slot))) {
      pass();
      return passedAll(FRESH, NOBODY, 0);
    }
    return passedAll(overwrote && !seen ? UNSEEN : WITHIN, seen ? NOBODY : move, before);
  }

  /** The class of a move: an operation, or, below zero, a class of unknown ones. */
  private int kind(int move) {
    return move >= 0 ? part.kind[move] : -1 - move;
  }

  /** Whether some open pure operation could be placed then. */
  private boolean place(int move) {
    int kind = kind(move);
    int next = states.next(state, kind);
    boolean overwrites = part.sort[kind] == Part.OVERWRITE;
    if (move >= 0) {
      int slot = part.slot[move];
      if (overwrites) {
        done[slot >> 6] &= ~(1L << slot);
      } else {
        done[slot >> 6] |= 1L << slot;
      }
    } else {
      used = unknowns.with(used, kind);
    }
    if (overwrites) {
      for (int w = 0; w < settled.length; w++) {
        settled[w] |= window.overwrites[w];
      }
    }
    if (next == state) {
      return false;
    }
    state = next;
    return settle();
  }

  /** Places what is legal and pure, and settles who would write what is there. */
  private boolean settle() {
    boolean seen = false;
    for (int w = 0; w < done.length; w++) {
      for (long left = window.pure[w] & ~done[w]; left != 0; left &= left - 1) {
        int slot = (w << 6) + Long.numberOfTrailingZeros(left);
        if (states.next(state, part.kind[window.operationAt(slot)]) >= 0) {
          done[w] |= left & -left;
          seen = true;
        }
      }
      for (long left = window.overwrites[w] & ~settled[w]; left != 0; left &= left - 1) {
        int slot = (w << 6) + Long.numberOfTrailingZeros(left);
        if (states.next(state, part.kind[window.operationAt(slot)]) == state) {
          settled[w] |= left & -left;
        }
      }
    }
    return seen;
  }

  /** Passes the return that is next: whoever returns has been placed. */
  private void pass() {
    int slot = part.slot[part.events[window.at()] >> 1];
    window.forward();
    done[slot >> 6] &= ~(1L << slot);
    settled[slot >> 6] &= ~(1L << slot);
  }

  /** Goes forward to the next choice, and notes it; whether there is none left to the end. */
  private boolean passedAll(int how, int previous, int stateBefore) {
    int came = how;
    while (window.at() < part.events.length) {
      int event = part.events[window.at()];
      int op = event >> 1;
      if ((event & 1) == 0) {
        window.forward();
        called(op);
      } else {
        boolean placed = came == FRESH && mayPass(op);
        boolean usable = mayBeUsed(op);
        if (!placed || usable) {
          // One that writes the state that is there settles others: better than just to pass.
          boolean pass = placed && states.next(state, part.kind[op]) != state;
          choose(came, pass, previous, stateBefore);
          return false;
        }
        pass();
        came = FRESH;
      }
    }
    return true;
  }

  private void called(int op) {
    int slot = part.slot[op];
    if (slot < 0) {
      return;
    }
    byte sort = part.sort[part.kind[op]];
    long bit = 1L << slot;
    if (sort == Part.PURE) {
      if (states.next(state, part.kind[op]) >= 0) {
        done[slot >> 6] |= bit;
      }
    } else if (sort == Part.OVERWRITE) {
      done[slot >> 6] |= bit;
      if (states.next(state, part.kind[op]) == state) {
        settled[slot >> 6] |= bit;
      }
    }
  }

  private boolean mayPass(int op) {
    int slot = part.slot[op];
    return part.sort[part.kind[op]] == Part.OVERWRITE ? bit(settled, slot) : bit(done, slot);
  }

  /** Whether it is an overwriting operation that has not been used. */
  private boolean mayBeUsed(int op) {
    return part.sort[part.kind[op]] == Part.OVERWRITE && bit(done, part.slot[op]);
  }

  private void choose(int came, boolean mayPass, int previous, int stateBefore) {
    int at = window.at();
    if (at > furthest) {
      noteFurthest(at);
    }
    long place = ((long) at << 2) | came;
    if (!visited.add(place, state, used, done, settled, window.others)) {
      return;
    }
    int from = moves.size();
    moves.collect(
        new Moves.Choice(state, used, came == UNSEEN, mayPass, previous, stateBefore),
        done,
        settled);
    frames.push(at, state, used, path.length(), from, done, settled);
  }

  private void noteFurthest(int at) {
    furthest = at;
    furthestState = state;
    path.keep();
  }

  private static boolean bit(long[] bits, int slot) {
    return (bits[slot >> 6] >>> slot & 1) == 1;
  }
}
