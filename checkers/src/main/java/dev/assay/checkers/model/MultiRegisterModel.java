package dev.assay.checkers.model;

import dev.assay.checkers.Words;
import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Registers that are read and written several at once: {@code txn} of a list of [read, key, value]
 * and [write, key, value], done as one. A read of nil found nothing out (Jepsen).
 */
public final class MultiRegisterModel implements Model<Map<String, Value>> {
  private final Value initial;

  /** All registers hold the value at first. */
  public MultiRegisterModel(Value initial) {
    this.initial = initial;
  }

  @Override
  public Map<String, Value> initial() {
    return Map.of();
  }

  @Override
  public Optional<Map<String, Value>> step(Map<String, Value> state, Operation operation) {
    Map<String, Value> after = new TreeMap<>(state);
    for (Value step : steps(operation)) {
      List<Value> parts = parts(operation, step);
      String key = ValueJson.write(parts.get(1));
      Value value = parts.get(2);
      if (writes(operation, parts)) {
        after.put(key, value);
      } else if (!operation.isUnknown()
          && !value.equals(Value.NIL)
          && !after.getOrDefault(key, initial).equals(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(after);
  }

  private static List<Value> steps(Operation operation) {
    Value value =
        operation.outcome() instanceof Outcome.Ok(Value answer) ? answer : operation.input();
    if (operation.f().equals("txn") && value instanceof Value.Items(List<Value> steps)) {
      return steps;
    }
    throw Unreadable.operation(operation, "a group of registers");
  }

  private static List<Value> parts(Operation operation, Value step) {
    if (step instanceof Value.Items(List<Value> parts) && parts.size() == 3) {
      return parts;
    }
    throw Unreadable.value(operation, "[read or write, key, value]");
  }

  private static boolean writes(Operation operation, List<Value> parts) {
    if (parts.getFirst() instanceof Value.Text(String f)) {
      switch (f) {
        case "write", "w" -> {
          return true;
        }
        case "read", "r" -> {
          return false;
        }
        default -> {}
      }
    }
    throw Unreadable.value(operation, "read or write");
  }

  @Override
  public boolean isPure(Operation operation) {
    return steps(operation).stream().noneMatch(s -> writes(operation, parts(operation, s)));
  }

  @Override
  public String describe(Operation operation) {
    return Words.of(operation);
  }

  @Override
  public String describeState(Map<String, Value> state) {
    return state.entrySet().stream()
        .map(register -> register.getKey() + ":" + Words.of(register.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
