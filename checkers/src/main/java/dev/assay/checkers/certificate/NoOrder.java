package dev.assay.checkers.certificate;

import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that a few operations on a register have no order, by trying all of them, and that none of
 * the others could help: whoever may have written a value that one of the few found there is among
 * them. From an order of the whole history those few alone would be an order too: each still finds
 * what it found, since what last wrote it is there, and nothing new is between.
 */
final class NoOrder {
  static final int OPERATIONS_MAX = 64;
  private static final int STATES_MAX = 1_000_000;

  private final History history;
  private final String model;
  private final Set<State> seen = new HashSet<>();

  private record State(long placed, Map<Value, Value> state) {}

  NoOrder(History history, String model) {
    this.history = history;
    this.model = model;
  }

  void verify(List<Operation> few) {
    Refused.unless(
        model.equals("register") || model.equals("strict-register"),
        () -> "a contradiction is known of registers only");
    Refused.unless(
        !few.isEmpty() && few.size() <= OPERATIONS_MAX,
        () -> "%d operations are not 1 to %d".formatted(few.size(), OPERATIONS_MAX));
    Replay replay = Replay.of(model);
    few.forEach(
        o -> Refused.unless(replay.counts(o), () -> "#%d did not happen".formatted(o.index())));
    long last =
        few.stream().filter(o -> !o.isUnknown()).mapToLong(Operation::endIndex).max().orElse(-1);
    for (Operation other : history.clientOperations()) {
      if (replay.counts(other) && other.index() < last && !few.contains(other)) {
        Refused.unless(
            few.stream().noneMatch(o -> mayHelp(other, o)),
            () -> "#%d could help".formatted(other.index()));
      }
    }
    Refused.unless(!explained(few, 0, List.of()), () -> "the operations have an order");
  }

  /** Whether leaving out the one could take away what the other found. */
  static boolean mayHelp(Operation one, Operation other) {
    Value written =
        switch (one.f()) {
          case "write" -> one.input();
          case "cas" -> one.isFail() ? Value.NIL : ((Value.Items) one.input()).items().getLast();
          default -> Value.NIL;
        };
    boolean writes = one.f().equals("write") || (one.f().equals("cas") && !one.isFail());
    boolean failedSwap = other.f().equals("cas") && other.isFail();
    return writes && (failedSwap || written.equals(found(other)));
  }

  /** The value that the operation found, or would have to find to do anything. */
  private static Value found(Operation operation) {
    return switch (operation.f()) {
      case "read" -> operation.outcome() instanceof Outcome.Ok(Value answer) ? answer : Value.NIL;
      case "cas" -> ((Value.Items) operation.input()).items().getFirst();
      default -> Value.NIL;
    };
  }

  private boolean explained(List<Operation> few, long placed, List<Operation> order) {
    Replay replay = Replay.of(model);
    for (Operation operation : order) {
      if (!replay.step(operation)) {
        return false;
      }
    }
    Refused.unless(seen.size() < STATES_MAX, () -> "there are too many orders to try them all");
    if (!seen.add(new State(placed, Map.copyOf(replay.state())))) {
      return false;
    }
    boolean complete = true;
    for (int i = 0; i < few.size(); i++) {
      if ((placed & 1L << i) == 0) {
        complete &= few.get(i).isUnknown();
        if (isFree(few, placed, few.get(i))) {
          List<Operation> longer = new ArrayList<>(order);
          longer.add(few.get(i));
          if (explained(few, placed | 1L << i, longer)) {
            return true;
          }
        }
      }
    }
    return complete;
  }

  private static boolean isFree(List<Operation> few, long placed, Operation next) {
    for (int i = 0; i < few.size(); i++) {
      if ((placed & 1L << i) == 0 && few.get(i).isBefore(next)) {
        return false;
      }
    }
    return true;
  }
}
