package dev.assay.checkers.sets;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Clashing;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Moments;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides histories of one element that is added once at most and removed once at most, in linear
 * time (the sets of Lee and Mathur 2025 and of Abdulla et al. 2025, where each element is decided
 * by itself). It is there from a moment in the one to a moment in the other, or from there on, or
 * never: whoever found it asks for the first to be early and the second to be late, and the fewest
 * stand in the way of whoever did not when it is there for as short as those allow. Declines when
 * others speak of all elements.
 */
public record UniqueChanges(SetCall.Reader reader) implements Rung {
  private static final int NOBODY = -1;

  @Override
  public String name() {
    return "unique changes";
  }

  @Override
  public Optional<Answer> decide(List<Operation> operations, Budget budget) {
    Changes changes = new Changes(operations);
    for (int op = 0; op < operations.size(); op++) {
      if (!changes.take(op, reader.read(operations.get(op)))) {
        return Optional.empty();
      }
    }
    try {
      List<Operation> order = changes.order().stream().<Operation>map(operations::get).toList();
      return Optional.of(new Answer.Linearizable(order, name()));
    } catch (Clashing clash) {
      return Optional.of(clash.told(operations, name()));
    }
  }

  /** Who added the element, who removed it, who found it, and who did not. */
  private static final class Changes {
    private static final int BEFORE = 0;
    private static final int ADDED = 1;
    private static final int THERE = 2;
    private static final int REMOVED = 3;
    private static final int BEHIND = 4;

    private final List<Operation> operations;
    private Optional<Value> element = Optional.empty();
    private int add = NOBODY;
    private int remove = NOBODY;
    private final List<Integer> found = new ArrayList<>();
    private final List<Integer> missed = new ArrayList<>();

    /** Of those who found it, who returned first, and who was called last. */
    private int firstFound = NOBODY;

    private int lastFound = NOBODY;

    /** Of those who did not, who was called last; and, in an attempt, who is in the way. */
    private int lastMissed = NOBODY;

    private int inTheWay = NOBODY;

    Changes(List<Operation> operations) {
      this.operations = operations;
    }

    /** False when it is not of the kind that is decided here. */
    boolean take(int op, SetCall call) {
      return switch (call) {
        case SetCall.Add(Value it) -> {
          boolean first = add == NOBODY;
          add = op;
          yield first && isOf(it);
        }
        case SetCall.Remove(Value it) -> {
          boolean first = remove == NOBODY;
          remove = op;
          yield first && isOf(it);
        }
        case SetCall.Contains(Value it, boolean is) -> {
          looked(op, is);
          yield isOf(it);
        }
        case SetCall.Silent() -> operations.get(op).isUnknown();
        case SetCall.Seen _, SetCall.Odd _ -> false;
      };
    }

    private boolean isOf(Value it) {
      boolean same = element.isEmpty() || element.get().equals(it);
      element = Optional.of(it);
      return same;
    }

    private void looked(int op, boolean is) {
      if (is) {
        found.add(op);
        firstFound = firstFound < 0 || end(op) < end(firstFound) ? op : firstFound;
        lastFound = lastFound < 0 || call(op) > call(lastFound) ? op : lastFound;
      } else {
        missed.add(op);
        lastMissed = lastMissed < 0 || call(op) > call(lastMissed) ? op : lastMissed;
      }
    }

    private long call(int op) {
      return op < 0 ? -1 : operations.get(op).index();
    }

    private long end(int op) {
      return op < 0 ? Operation.NEVER : operations.get(op).endIndex();
    }

    private boolean isKnown(int op) {
      return op >= 0 && !operations.get(op).isUnknown();
    }

    List<Integer> order() {
      return never()
          .or(this::forEver)
          .or(this::forAWhile)
          .orElseThrow(
              () ->
                  add < 0
                      ? new Clashing(List.of(firstFound), "it found what nobody had added")
                      : new Clashing(
                          List.of(add, remove, firstFound, lastFound, lastMissed, inTheWay),
                          "what was added and removed once was there, or not, at other times"));
    }

    /** It was not added, as far as anybody knows. */
    private Optional<List<Integer>> never() {
      if (isKnown(add) || !found.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(moments(Operation.NEVER, Operation.NEVER, isKnown(remove)));
    }

    /** It was not removed after it had been added. */
    private Optional<List<Integer>> forEver() {
      long moment = Math.max(call(add), call(lastMissed));
      if (isKnown(remove)) {
        moment = Math.max(moment, call(remove));
      }
      return add >= 0 && moment <= Math.min(end(add), end(firstFound))
          ? Optional.of(moments(moment, Operation.NEVER, isKnown(remove)))
          : Optional.empty();
    }

    private Optional<List<Integer>> forAWhile() {
      if (add < 0 || remove < 0) {
        return Optional.empty();
      }
      long to = Math.max(Math.max(call(remove), call(lastFound)), call(add));
      long from = Math.min(Math.min(end(add), end(firstFound)), to);
      if (from < call(add) || to > end(remove)) {
        return Optional.empty();
      }
      for (int op : missed) {
        if (call(op) > from && end(op) < to) {
          inTheWay = op;
          return Optional.empty();
        }
      }
      return Optional.of(moments(from, to, false));
    }

    /** In the order of their moments, when it is there from the one to the other. */
    private List<Integer> moments(long from, long to, boolean isRemovedBefore) {
      Moments moments = new Moments();
      if (from != Operation.NEVER) {
        moments.add(from, ADDED, add);
      }
      if (isRemovedBefore) {
        moments.add(call(remove), BEFORE, remove);
      } else if (to != Operation.NEVER) {
        moments.add(to, REMOVED, remove);
      }
      for (int op : found) {
        moments.add(Math.max(call(op), from), THERE, op);
      }
      for (int op : missed) {
        boolean isBefore = call(op) <= from;
        moments.add(isBefore ? call(op) : Math.max(call(op), to), isBefore ? BEFORE : BEHIND, op);
      }
      return moments.inOrder();
    }
  }
}
