package dev.assay.checkers.certificate;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The verifier's own models, each in a few lines: one operation after the other on one state. */
final class Replay {
  static final List<String> MODELS =
      List.of("register", "strict-register", "key-value", "list-append", "rw-register", "ledger");

  private final String model;
  private final Map<Value, Value> state = new HashMap<>();

  private Replay(String model) {
    this.model = model;
  }

  static Replay of(String model) {
    Refused.unless(MODELS.contains(model), () -> "there is no model " + model);
    return new Replay(model);
  }

  /** The state as something to compare. */
  Map<Value, Value> state() {
    return state;
  }

  /**
   * Whether the operation says anything: others may be left out, those that did not happen must.
   */
  boolean counts(Operation operation) {
    return switch (model) {
      case "strict-register" -> !operation.isFail() || operation.f().equals("cas");
      case "list-append", "rw-register" ->
          !operation.isFail() && operation.input() instanceof Value.Items;
      case "ledger" -> !operation.isFail() && !operation.f().equals("audit");
      default -> !operation.isFail();
    };
  }

  /** Whether an order has to have it: it counts, and its answer says something. */
  boolean isRequired(Operation operation) {
    boolean silent =
        model.equals("register") && operation.outcome() instanceof Outcome.Ok(Value.Nil _);
    return counts(operation) && !operation.isUnknown() && !silent;
  }

  /** The part of the history that the operation belongs to. */
  Value part(Operation operation) {
    return model.equals("key-value") ? field(operation.input(), "key") : Value.NIL;
  }

  /** Executes the operation; whether its answer was possible. */
  boolean step(Operation operation) {
    return switch (model) {
      case "register", "strict-register" -> register(operation);
      case "key-value" -> keyValue(operation);
      case "ledger" -> new LedgerReplay(state).step(operation);
      default -> transaction(operation);
    };
  }

  private boolean register(Operation operation) {
    Value now = state.getOrDefault(Value.NIL, Value.NIL);
    Value answer = operation.outcome() instanceof Outcome.Ok(Value ok) ? ok : Value.NIL;
    switch (operation.f()) {
      case "read" -> {
        boolean silent =
            !operation.isOk() || (model.equals("register") && answer instanceof Value.Nil);
        return silent || answer.equals(now);
      }
      case "write" -> state.put(Value.NIL, operation.input());
      case "cas" -> {
        List<Value> pair = ((Value.Items) operation.input()).items();
        boolean matches = now.equals(pair.getFirst());
        if (operation.isUnknown() ? matches : operation.isOk()) {
          state.put(Value.NIL, pair.getLast());
        }
        return operation.isUnknown() || matches == operation.isOk();
      }
      default -> throw new Refused("a register has no " + operation.f());
    }
    return true;
  }

  private boolean keyValue(Operation operation) {
    Value key = field(operation.input(), "key");
    Value value = field(operation.input(), "value");
    Value now = state.getOrDefault(key, Value.of(""));
    switch (operation.f()) {
      case "get" -> {
        return !(operation.outcome() instanceof Outcome.Ok(Value answer))
            || field(answer, "value").equals(now);
      }
      case "put" -> state.put(key, value);
      case "append" ->
          state.put(key, Value.of(((Value.Text) now).text() + ((Value.Text) value).text()));
      default -> throw new Refused("a key-value store has no " + operation.f());
    }
    return true;
  }

  private boolean transaction(Operation operation) {
    boolean lists = model.equals("list-append");
    Value value =
        operation.outcome() instanceof Outcome.Ok(Value answer) ? answer : operation.input();
    for (Value step : ((Value.Items) value).items()) {
      List<Value> parts = ((Value.Items) step).items();
      Value now = state.getOrDefault(parts.get(1), Value.NIL);
      if (((Value.Text) parts.getFirst()).text().startsWith("r")) {
        Value seen = parts.get(2).equals(Value.items(List.of())) ? Value.NIL : parts.get(2);
        if (operation.isOk() && !seen.equals(now)) {
          return false;
        }
      } else if (lists) {
        List<Value> longer =
            new ArrayList<>(now instanceof Value.Items(List<Value> items) ? items : List.of());
        longer.add(parts.get(2));
        state.put(parts.get(1), Value.items(longer));
      } else {
        state.put(parts.get(1), parts.get(2));
      }
    }
    return true;
  }

  static Value field(Value value, String name) {
    if (value instanceof Value.Fields fields && fields.get(name).isPresent()) {
      return fields.get(name).get();
    }
    throw new Refused("an operation has no field " + name);
  }
}
