package dev.assay.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation carries, before anybody knows what it means: a tree of plain data with the
 * shape of JSON. Immutable; fields keep their order, so that equal values are written as equal
 * bytes. Numbers are whole: no file of a run holds a floating-point number.
 */
public sealed interface Value {
  Value NIL = new Nil();

  record Nil() implements Value {}

  record Bool(boolean is) implements Value {}

  record Whole(long number) implements Value {}

  record Text(String text) implements Value {}

  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Fields(Map<String, Value> fields) implements Value {
    public Fields {
      fields = CompactFields.copyOf(fields);
    }

    public Optional<Value> get(String name) {
      return Optional.ofNullable(fields.get(name));
    }

    /** These fields and one more, last; a field of that name is replaced where it stands. */
    public Fields with(String name, Value value) {
      return new Fields(CompactFields.with(fields, name, value));
    }

    /** These fields and the other's, which win. */
    public Fields with(Fields other) {
      Fields both = this;
      for (Map.Entry<String, Value> field : other.fields.entrySet()) {
        both = both.with(field.getKey(), field.getValue());
      }
      return both;
    }
  }

  static Bool of(boolean is) {
    return new Bool(is);
  }

  static Whole of(long number) {
    return new Whole(number);
  }

  static Text of(String text) {
    return new Text(text);
  }

  static Items items(List<? extends Value> items) {
    return new Items(List.copyOf(items));
  }

  static Fields fields() {
    return new Fields(Map.of());
  }

  static Fields fields(String name, Value value) {
    return new Fields(CompactFields.of(name, value));
  }
}
