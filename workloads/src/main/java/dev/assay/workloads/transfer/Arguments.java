package dev.assay.workloads.transfer;

import dev.assay.history.Value;

/** Reads what an operation was given; a missing field is a mistake of the generator. */
final class Arguments {
  private Arguments() {}

  static String text(Value.Fields fields, String name) {
    if (fields.get(name).orElse(Value.NIL) instanceof Value.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException("no text '" + name + "' in " + fields);
  }

  static long whole(Value.Fields fields, String name) {
    if (fields.get(name).orElse(Value.NIL) instanceof Value.Whole(long number)) {
      return number;
    }
    throw new IllegalArgumentException("no number '" + name + "' in " + fields);
  }
}
