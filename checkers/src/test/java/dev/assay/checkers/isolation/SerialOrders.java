package dev.assay.checkers.isolation;

import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tries all orders of a few transactions: the dumb twin of inference and cycles. */
final class SerialOrders {
  private final boolean realTime;
  private final List<Operation> operations;

  private SerialOrders(List<Operation> operations, boolean realTime) {
    this.operations = operations;
    this.realTime = realTime;
  }

  static boolean exists(History history, boolean realTime) {
    List<Operation> operations =
        history.operations().stream().filter(operation -> !operation.isFail()).toList();
    return new SerialOrders(operations, realTime).explains(new HashMap<>(), 0);
  }

  private boolean explains(Map<Value, List<Value>> state, int placed) {
    boolean anyLeft = false;
    for (int i = 0; i < operations.size(); i++) {
      if ((placed & 1 << i) == 0) {
        anyLeft |= operations.get(i).isOk();
        if (mayBeNext(i, placed)) {
          Map<Value, List<Value>> after = new HashMap<>();
          state.forEach((key, list) -> after.put(key, new ArrayList<>(list)));
          if (runs(operations.get(i), after) && explains(after, placed | 1 << i)) {
            return true;
          }
        }
      }
    }
    return !anyLeft;
  }

  private boolean mayBeNext(int next, int placed) {
    for (int i = 0; realTime && i < operations.size(); i++) {
      if ((placed & 1 << i) == 0 && operations.get(i).isBefore(operations.get(next))) {
        return false;
      }
    }
    return true;
  }

  private static boolean runs(Operation operation, Map<Value, List<Value>> state) {
    boolean answered = operation.outcome() instanceof Outcome.Ok;
    Value value = operation.outcome() instanceof Outcome.Ok(Value ok) ? ok : operation.input();
    for (Value step : ((Value.Items) value).items()) {
      List<Value> parts = ((Value.Items) step).items();
      List<Value> content = state.computeIfAbsent(parts.get(1), _ -> new ArrayList<>());
      switch (((Value.Text) parts.getFirst()).text()) {
        case "append" -> content.add(parts.get(2));
        case "w" -> {
          content.clear();
          content.add(parts.get(2));
        }
        default -> {
          if (answered && !seen(content, parts.get(2))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean seen(List<Value> content, Value shown) {
    return switch (shown) {
      case Value.Nil() -> content.isEmpty();
      case Value.Items(List<Value> items) -> items.equals(content);
      default -> content.size() == 1 && content.getFirst().equals(shown);
    };
  }
}
