package dev.assay.checkers.isolation;

import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;

/** Keys and values as sentences have them, cut when they are long. */
final class Names {
  private static final int LENGTH_MAX = 80;

  private Names() {}

  static String of(Value value) {
    String text = value instanceof Value.Text(String content) ? content : ValueJson.write(value);
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "...";
  }
}
