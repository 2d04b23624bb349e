package dev.assay.checkers.model;

import dev.assay.checkers.Words;
import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A store of texts with {@code get}, {@code put} and {@code append} on fields {@code key} and
 * {@code value}; a key that was never put holds the empty text. One key at a time, so that each key
 * is a part of its own and the state is one text.
 */
public final class KeyValueModel implements Model<String> {
  @Override
  public String initial() {
    return "";
  }

  @Override
  public Optional<String> step(String state, Operation operation) {
    return switch (operation.f()) {
      case "get" ->
          operation.outcome() instanceof Outcome.Ok(Value answer)
                  && !text(operation, answer, "value").equals(state)
              ? Optional.empty()
              : Optional.of(state);
      case "put" -> Optional.of(text(operation, operation.input(), "value"));
      case "append" -> Optional.of(state + text(operation, operation.input(), "value"));
      default ->
          throw new IllegalArgumentException(
              "event " + operation.index() + ": a key-value store has no " + operation.f());
    };
  }

  @Override
  public Object meaning(Operation operation) {
    return new Meaning(
        operation.f(),
        operation.f().equals("get")
            ? operation.outcome() instanceof Outcome.Ok(Value answer)
                ? text(operation, answer, "value")
                : ""
            : text(operation, operation.input(), "value"),
        operation.isUnknown());
  }

  private record Meaning(String f, String about, boolean isUnknown) {}

  @Override
  public boolean isPure(Operation operation) {
    return operation.f().equals("get");
  }

  @Override
  public boolean isOverwrite(Operation operation) {
    return operation.f().equals("put");
  }

  @Override
  public List<List<Operation>> partition(List<Operation> operations) {
    Map<String, List<Operation>> parts = new TreeMap<>();
    for (Operation operation : operations) {
      String key = text(operation, operation.input(), "key");
      parts.computeIfAbsent(key, _ -> new ArrayList<>()).add(operation);
    }
    return List.copyOf(parts.values());
  }

  @Override
  public String describe(Operation operation) {
    return Words.of(operation);
  }

  @Override
  public String describeState(String state) {
    return "\"" + state + "\"";
  }

  private static String text(Operation operation, Value value, String field) {
    if (value instanceof Value.Fields fields
        && fields.get(field).orElse(Value.NIL) instanceof Value.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException(
        "%s of event %d has no text \"%s\"".formatted(operation.f(), operation.index(), field));
  }
}
