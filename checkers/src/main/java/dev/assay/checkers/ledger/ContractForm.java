package dev.assay.checkers.ledger;

import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operations of the contracts besides {@code transfer} as histories have them, in the contracts'
 * own words: {@code write}, {@code cas} and {@code read} of a {@code key}; {@code txn} with steps
 * as its {@code value}; {@code add} of a {@code value} to the set {@code key}, {@code remove} of
 * one, and its {@code elements}.
 */
final class ContractForm {
  private ContractForm() {}

  /** What was asked; empty when it is none of theirs. */
  static Optional<Call> call(String f, Value.Fields asked) {
    return Optional.ofNullable(
        switch (f) {
          case "write" ->
              run(asked, "register", f, List.of(text(asked, "key"), text(asked, "value")));
          case "cas" -> {
            List<String> pair = texts(asked, "value");
            yield run(
                asked, "register", f, List.of(text(asked, "key"), pair.getFirst(), pair.getLast()));
          }
          case "read" -> new Call.Query("register", f, List.of(text(asked, "key")));
          case "txn" -> {
            List<String> steps = steps(asked).stream().map(ContractForm::step).toList();
            yield asked.get("id").isPresent()
                ? run(asked, "list-append", "run", steps)
                : new Call.Query("list-append", "run", steps);
          }
          case "lists" ->
              new Call.Query(
                  "list-append",
                  "run",
                  texts(asked, "keys").stream().map(key -> "r " + key).toList());
          case "add", "remove" ->
              run(asked, "set", f, List.of(text(asked, "key"), word(field(asked, "value"))));
          case "elements" -> new Call.Query("set", f, List.of(text(asked, "key")));
          default -> null;
        });
  }

  private static Call run(
      Value.Fields asked, String contract, String function, List<String> arguments) {
    return new Call.Run(text(asked, "id"), contract, function, arguments);
  }

  /** What was said to it, as the contract says it. */
  static List<String> output(String f, Value.Fields said) {
    return switch (f) {
      case "read" ->
          field(said, "value") instanceof Value.Nil ? List.of() : List.of(text(said, "value"));
      case "txn" ->
          steps(said).stream()
              .filter(step -> step.getFirst().equals(Value.of("r")))
              .map(step -> words(step.get(2)))
              .toList();
      case "lists" -> items(field(said, "lists")).stream().map(ContractForm::words).toList();
      case "elements" ->
          items(field(said, "value")).stream().map(ContractForm::word).sorted().toList();
      default -> List.of();
    };
  }

  private static String step(List<Value> parts) {
    String key = word(parts.get(1));
    return parts.getFirst().equals(Value.of("r"))
        ? "r " + key
        : "a " + key + " " + word(parts.get(2));
  }

  /** The steps of a transaction. */
  private static List<List<Value>> steps(Value.Fields fields) {
    List<List<Value>> steps = new ArrayList<>();
    for (Value step : items(field(fields, "value"))) {
      List<Value> parts = items(step);
      if (parts.size() != 3) {
        throw new IllegalArgumentException("a step is not a list of verb, key and argument");
      }
      steps.add(parts);
    }
    return steps;
  }

  private static String words(Value list) {
    return String.join(" ", items(list).stream().map(ContractForm::word).toList());
  }

  private static List<String> texts(Value.Fields fields, String name) {
    List<String> texts = items(field(fields, name)).stream().map(ContractForm::word).toList();
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("\"" + name + "\" is empty");
    }
    return texts;
  }

  private static List<Value> items(Value value) {
    if (value instanceof Value.Items(List<Value> items)) {
      return items;
    }
    throw new IllegalArgumentException("something is no list");
  }

  private static String word(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Whole(long number) -> Long.toString(number);
      default -> throw new IllegalArgumentException("something is neither text nor whole number");
    };
  }

  private static Value field(Value.Fields fields, String name) {
    return fields
        .get(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no field \"" + name + "\""));
  }

  private static String text(Value.Fields fields, String name) {
    if (field(fields, name) instanceof Value.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException("\"" + name + "\" is no text");
  }
}
