package dev.assay.checkers;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;

/** Operations, keys and values as sentences have them, cut when they are long. */
public final class Words {
  private static final int LENGTH_MAX = 80;

  private Words() {}

  /** A text as it is, anything else as JSON. */
  public static String of(Value value) {
    String text = value instanceof Value.Text(String content) ? content : ValueJson.write(value);
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "...";
  }

  /** What was asked, and how it ended; an answer that only repeats the question is left out. */
  public static String of(Operation operation) {
    String asked = operation.f() + " " + of(operation.input());
    return switch (operation.outcome()) {
      case Outcome.Ok(Value value) when value.equals(operation.input()) -> asked + " (ok)";
      case Outcome.Ok(Value value) -> "%s (ok: %s)".formatted(asked, of(value));
      case Outcome.Fail(String error) -> "%s (failed: %s)".formatted(asked, error);
      case Outcome.Unknown(String error) -> "%s (unknown: %s)".formatted(asked, error);
    };
  }
}
