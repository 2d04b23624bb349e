package dev.assay.workloads.lists;

import static dev.assay.workloads.client.Arguments.mode;
import static dev.assay.workloads.client.Arguments.text;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Value;
import dev.assay.ledger.contract.ListAppendContract;
import dev.assay.node.ReadMode;
import dev.assay.workloads.client.Dialect;
import dev.assay.workloads.client.Request;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Transactions over lists: {@code txn} with a value of steps, {@code ["append", key, number]} and
 * {@code ["r", key, nil]}, each read answered with the list. One with an id is ordered; one without
 * only reads, and so does {@code local-read} of the {@code keys}, answered with {@code lists}.
 */
final class ListDialect implements Dialect {
  @Override
  public Request request(Invocation invocation) {
    Value.Fields fields = invocation.value();
    return switch (invocation.f()) {
      case "txn" -> {
        List<String> steps = steps(fields).stream().map(ListDialect::contractStep).toList();
        yield fields.get("id").isPresent()
            ? new Request.Submit(ListAppendContract.run(text(fields, "id"), steps))
            : new Request.Ask(ListAppendContract.query(steps), mode(fields));
      }
      case "local-read" ->
          new Request.Ask(
              ListAppendContract.query(
                  items(fields, "keys").stream()
                      .map(key -> ListAppendContract.read(((Value.Text) key).text()))
                      .toList()),
              ReadMode.LOCAL);
      default ->
          throw new IllegalArgumentException(
              "the list-append workload has no operation '" + invocation.f() + "'");
    };
  }

  @Override
  public Value.Fields answered(Invocation invocation, List<String> output) {
    Value.Fields fields = invocation.value();
    if (invocation.f().equals("local-read")) {
      return fields.with("lists", Value.items(output.stream().map(ListDialect::list).toList()));
    }
    Iterator<String> read = output.iterator();
    List<Value> steps = new ArrayList<>();
    for (List<Value> step : steps(fields)) {
      boolean reads = step.getFirst().equals(Value.of("r"));
      if (reads && !read.hasNext()) {
        throw new IllegalArgumentException(
            output.size() + " lists are fewer than were asked for by " + fields);
      }
      steps.add(
          reads
              ? Value.items(List.of(step.get(0), step.get(1), list(read.next())))
              : Value.items(step));
    }
    return fields.with("value", Value.items(steps));
  }

  private static Value list(String text) {
    List<Value> elements = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String word : text.split(" ", -1)) {
        elements.add(Value.of(Long.parseLong(word)));
      }
    }
    return Value.items(elements);
  }

  private static String contractStep(List<Value> step) {
    String key = ((Value.Text) step.get(1)).text();
    return step.getFirst().equals(Value.of("r"))
        ? ListAppendContract.read(key)
        : ListAppendContract.append(key, Long.toString(((Value.Whole) step.get(2)).number()));
  }

  private static List<List<Value>> steps(Value.Fields fields) {
    List<List<Value>> steps = new ArrayList<>();
    for (Value step : items(fields, "value")) {
      if (!(step instanceof Value.Items(List<Value> parts)) || parts.size() != 3) {
        throw new IllegalArgumentException("no step of three parts: " + step);
      }
      steps.add(parts);
    }
    return steps;
  }

  private static List<Value> items(Value.Fields fields, String name) {
    if (fields.get(name).orElse(Value.NIL) instanceof Value.Items(List<Value> items)) {
      return items;
    }
    throw new IllegalArgumentException("no list '" + name + "' in " + fields);
  }
}
