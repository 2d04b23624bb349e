package dev.assay.checkers.family;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes values apart; what has another shape than expected is absent, never an error. */
final class Reading {
  private static final int LENGTH_MAX = 60;

  private Reading() {}

  /** What was answered; empty when nothing was. */
  static Optional<Value> answer(Operation operation) {
    return operation.outcome() instanceof Outcome.Ok(Value value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** Of {@code {"key": k, "value": v}} the key; of everything else nil. */
  static Value key(Value value) {
    return isKeyed(value) ? ((Value.Fields) value).get("key").orElse(Value.NIL) : Value.NIL;
  }

  /** Of {@code {"key": k, "value": v}} the value; everything else is one. */
  static Value value(Value value) {
    return isKeyed(value) ? ((Value.Fields) value).get("value").orElse(Value.NIL) : value;
  }

  private static boolean isKeyed(Value value) {
    return value instanceof Value.Fields fields
        && fields.fields().size() == 2
        && fields.get("key").isPresent()
        && fields.get("value").isPresent();
  }

  static Optional<List<Value>> items(Value value) {
    return value instanceof Value.Items(List<Value> items) ? Optional.of(items) : Optional.empty();
  }

  static OptionalLong number(Value value) {
    return value instanceof Value.Whole(long number)
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /** A field; nil when there is none. */
  static Value field(Value value, String name) {
    return value instanceof Value.Fields fields ? fields.get(name).orElse(Value.NIL) : Value.NIL;
  }

  /** As part of a sentence, cut when it is long. */
  static String text(Value value) {
    String text = value instanceof Value.Text(String content) ? content : ValueJson.write(value);
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "...";
  }
}
