package dev.assay.reports;

import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clients' operations as columns, the form in which the page draws them. */
final class OperationColumns {
  private static final int TEXT_MAX = 1_000;

  private final List<String> names = new ArrayList<>();
  private final List<Value> index = new ArrayList<>();
  private final List<Value> process = new ArrayList<>();
  private final List<Value> f = new ArrayList<>();
  private final List<Value> outcome = new ArrayList<>();
  private final List<Value> from = new ArrayList<>();
  private final List<Value> to = new ArrayList<>();
  private final List<Value> text = new ArrayList<>();
  private final Map<String, Value> errors = new LinkedHashMap<>();
  private final Map<Long, Integer> positions = new HashMap<>();

  OperationColumns(History history, List<Operation> operations) {
    operations.forEach(operation -> add(history, operation));
  }

  /** Where operations stand in the columns, by index of invocation; those left out are missing. */
  List<Value> positions(List<Long> indices) {
    List<Value> found = new ArrayList<>();
    for (long wanted : indices) {
      Integer position = positions.get(wanted);
      if (position != null) {
        found.add(Value.of(position));
      }
    }
    return found;
  }

  Value.Items names() {
    return Value.items(names.stream().map(Value::of).toList());
  }

  Value.Fields columns() {
    return Value.fields("index", Value.items(index))
        .with("process", Value.items(process))
        .with("f", Value.items(f))
        .with("outcome", Value.items(outcome))
        .with("from", Value.items(from))
        .with("to", Value.items(to))
        .with("text", Value.items(text))
        .with("errors", new Value.Fields(errors));
  }

  private void add(History history, Operation operation) {
    positions.put(operation.index(), index.size());
    index.add(Value.of(operation.index()));
    process.add(Value.of(operation.process().number()));
    f.add(Value.of(name(operation.f())));
    from.add(Value.of(operation.invokedNanos() / 1_000));
    to.add(Value.of(answeredMicros(history, operation)));
    switch (operation.outcome()) {
      case Outcome.Ok(Value value) -> add(0, value);
      case Outcome.Fail(String error) -> add(1, operation.input(), error);
      case Outcome.Unknown(String error) -> add(2, operation.input(), error);
    }
  }

  private void add(int ending, Value value, String error) {
    errors.put(Integer.toString(outcome.size()), Value.of(cut(error)));
    add(ending, value);
  }

  private void add(int ending, Value value) {
    outcome.add(Value.of(ending));
    text.add(Value.of(cut(ValueJson.write(value))));
  }

  private static String cut(String description) {
    return description.length() <= TEXT_MAX
        ? description
        : description.substring(0, TEXT_MAX) + "...";
  }

  /** When the client stopped waiting: an unknown operation may take effect later still. */
  private static long answeredMicros(History history, Operation operation) {
    return operation.completionIndex() == Operation.NEVER
        ? -1
        : history.events().get(Math.toIntExact(operation.completionIndex())).timeNanos() / 1_000;
  }

  private int name(String wanted) {
    int at = names.indexOf(wanted);
    if (at >= 0) {
      return at;
    }
    names.add(wanted);
    return names.size() - 1;
  }
}
