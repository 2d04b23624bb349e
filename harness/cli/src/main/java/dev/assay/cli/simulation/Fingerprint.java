package dev.assay.cli.simulation;

import dev.assay.history.Event;
import dev.assay.history.Value;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A hash over what was recorded, the same on every machine. Cheap rather than safe against anybody
 * who wants two runs to look alike; mixing is that of SplitMix64 (Steele, Lea, Flood 2014).
 */
final class Fingerprint {
  private long hash;

  private final BiConsumer<String, Value> adding = this::addField;

  void add(Event event) {
    add(event.timeNanos());
    add(event.process().number());
    add(event.type().name());
    add(event.f());
    add(event.value());
    event.error().ifPresent(this::add);
  }

  void add(List<String> lines) {
    add(lines.size());
    lines.forEach(this::add);
  }

  void add(long bits) {
    long z = hash * 0x9e3779b97f4a7c15L + bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = z ^ (z >>> 27);
  }

  long hash() {
    return hash;
  }

  private void addField(String name, Value field) {
    add(name);
    add(field);
  }

  /** The most frequent kinds first: a history is tens of thousands of values. */
  private void add(Value value) {
    if (value instanceof Value.Text(String text)) {
      add(text);
    } else if (value instanceof Value.Whole(long number)) {
      add(number);
    } else {
      addOther(value);
    }
  }

  private void addOther(Value value) {
    switch (value) {
      case Value.Nil() -> add(1);
      case Value.Bool(boolean is) -> add(is ? 2 : 3);
      case Value.Whole(long number) -> add(number);
      case Value.Text(String text) -> add(text);
      case Value.Items(List<Value> items) -> {
        add(items.size());
        items.forEach(this::add);
      }
      case Value.Fields fields -> {
        add(fields.fields().size());
        fields.fields().forEach(adding);
      }
    }
  }

  /** A text's own hash is specified, cached, and good enough beside everything else. */
  private void add(String text) {
    add(((long) text.hashCode() << 32) | text.length());
  }
}
