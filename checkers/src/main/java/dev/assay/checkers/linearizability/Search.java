package dev.assay.checkers.linearizability;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Depth first through the orders of one part of a history: an operation that has been called may be
 * next when no other operation that is left returned before it was called. Three things beyond the
 * papers: the remembered configurations are windows; a pure operation that is legal goes first and
 * without an alternative, since it may go there in every order that goes otherwise; operations with
 * an unknown outcome may be left over.
 */
final class Search<S> {
  private static final int NONE = -1;

  private final Model<S> model;
  private final List<Operation> operations;
  private final Budget budget;
  private final Timeline timeline;
  private final Configurations configurations;

  /** By operation: its number among the known, or, from -1 downwards, among the unknown. */
  private final int[] number;

  private final boolean[] pure;
  private final List<S> states = new ArrayList<>();
  private final Map<S, Integer> stateNumbers = new HashMap<>();

  /** The order so far. */
  private final int[] order;

  /** By depth: the state before that operation. */
  private final int[] stateBefore;

  /** By depth: whether there was no choice. */
  private final boolean[] forced;

  private int depth;
  private int state;
  private int knownLeft;

  /** The furthest return that stood in the way, and the order that came so far. */
  private int furthest;

  private int[] furthestOrder = new int[0];
  private int furthestState;

  Search(Model<S> model, List<Operation> part, Budget budget) {
    this.model = model;
    this.budget = budget;
    // A pure operation without an answer says nothing.
    operations = part.stream().filter(o -> !(o.isUnknown() && model.isPure(o))).toList();
    int size = operations.size();
    timeline = new Timeline(operations);
    number = new int[size];
    pure = new boolean[size];
    order = new int[size];
    stateBefore = new int[size];
    forced = new boolean[size];
    int unknown = 0;
    for (int i = 0; i < size; i++) {
      Operation operation = operations.get(i);
      number[i] = operation.isUnknown() ? -1 - unknown++ : knownLeft++;
      pure[i] = !operation.isUnknown() && model.isPure(operation);
    }
    configurations = new Configurations(knownLeft, unknown, budget.entriesMax());
  }

  Answer run() {
    int known = knownLeft;
    try {
      state = numbered(model.initial());
      return search() ? new Answer.Linearizable(named(order, depth)) : contradiction();
    } catch (Budget.ExhaustedException e) {
      long best = Arrays.stream(furthestOrder).filter(op -> number[op] >= 0).count();
      return new Answer.Undecided(e.why(), Math.max(best, known - knownLeft), known);
    }
  }

  private boolean search() {
    int entry = goForward();
    while (knownLeft > 0) {
      if (timeline.isCall(entry)) {
        int op = timeline.operationAt(entry);
        if (tried(op)) {
          entry = goForward();
        } else {
          entry = timeline.after(entry);
        }
      } else {
        noteFurthest(entry);
        int undone = goBack();
        if (undone == NONE) {
          return false;
        }
        entry = timeline.after(timeline.callOf(undone));
      }
    }
    return true;
  }

  /** Takes all pure operations that are legal now; answers the first entry to try after that. */
  private int goForward() {
    int entry = timeline.first();
    while (timeline.isCall(entry)) {
      int op = timeline.operationAt(entry);
      int before = timeline.before(entry);
      if (pure[op] && next(op).isPresent()) {
        take(op, state, true);
        // No need to begin again: the state is the same, so what was passed is no more legal now.
        entry = timeline.after(before);
      } else {
        entry = timeline.after(entry);
      }
    }
    return timeline.first();
  }

  /** Takes the operation when it is legal and leads to a configuration not seen before. */
  private boolean tried(int op) {
    if (pure[op]) {
      return false; // Illegal now, or it would have been taken.
    }
    Optional<S> after = next(op);
    if (after.isEmpty()) {
      return false;
    }
    int afterNumber = numbered(after.get());
    mark(op);
    boolean isNew = configurations.add(afterNumber);
    unmark(op);
    if (isNew) {
      take(op, afterNumber, false);
    }
    return isNew;
  }

  private Optional<S> next(int op) {
    budget.step();
    return model.step(states.get(state), operations.get(op));
  }

  private void take(int op, int after, boolean isForced) {
    mark(op);
    timeline.unlink(op);
    order[depth] = op;
    stateBefore[depth] = state;
    forced[depth] = isForced;
    depth++;
    state = after;
    if (number[op] >= 0) {
      knownLeft--;
    }
  }

  /** Undoes everything up to the last choice; answers the operation chosen there. */
  private int goBack() {
    while (depth > 0) {
      depth--;
      int op = order[depth];
      timeline.link(op);
      unmark(op);
      state = stateBefore[depth];
      if (number[op] >= 0) {
        knownLeft++;
      }
      if (!forced[depth]) {
        return op;
      }
    }
    return NONE;
  }

  private void mark(int op) {
    if (number[op] >= 0) {
      configurations.known().set(number[op]);
    } else {
      configurations.unknown().set(-1 - number[op]);
    }
  }

  private void unmark(int op) {
    if (number[op] >= 0) {
      configurations.known().clear(number[op]);
    } else {
      configurations.unknown().clear(-1 - number[op]);
    }
  }

  private int numbered(S reached) {
    Integer known = stateNumbers.putIfAbsent(reached, states.size());
    if (known != null) {
      return known;
    }
    if (states.size() > budget.entriesMax()) {
      throw budget.exhausted("the limit of " + budget.entriesMax() + " states was reached");
    }
    states.add(reached);
    return states.size() - 1;
  }

  /**
   * All configurations that explain everything before some return are searched, so the furthest
   * return that any of them ran into ends the shortest beginning of the history that has no order.
   */
  private void noteFurthest(int end) {
    if (end > furthest) {
      furthest = end;
      furthestOrder = Arrays.copyOf(order, depth);
      furthestState = state;
    }
  }

  private Answer contradiction() {
    Operation blocked = operations.get(timeline.operationAt(furthest));
    boolean[] placed = new boolean[operations.size()];
    for (int op : furthestOrder) {
      placed[op] = true;
    }
    List<Operation> open = new ArrayList<>();
    for (int op = 0; op < operations.size(); op++) {
      Operation operation = operations.get(op);
      if (!placed[op]
          && operation.index() < blocked.endIndex()
          && op != timeline.operationAt(furthest)) {
        open.add(operation);
      }
    }
    return new Answer.Contradiction(
        blocked,
        named(furthestOrder, furthestOrder.length),
        open,
        model.describeState(states.get(furthestState)));
  }

  private List<Operation> named(int[] numbers, int length) {
    return Arrays.stream(numbers, 0, length).mapToObj(operations::get).toList();
  }
}
