package dev.assay.history.file;

import dev.assay.history.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads fields of the kinds that are expected of them.
 *
 * @param fields where they are read from; those that nobody asks for are left alone
 */
public record FieldReader(Value.Fields fields) {
  private static final long DURATION_MILLIS_MAX = 3650L * 24 * 3600 * 1000;

  /**
   * Reads the fields of an object; every method throws {@link JsonException} with the field's name
   * when it is missing or of another kind.
   *
   * @param what the object, for the message when it is none
   */
  public static FieldReader of(String what, Value value) {
    if (value instanceof Value.Fields fields) {
      return new FieldReader(fields);
    }
    throw new JsonException(what + " is not an object");
  }

  public Value value(String name) {
    return fields
        .get(name)
        .orElseThrow(() -> new JsonException("there is no field \"" + name + "\""));
  }

  public FieldReader object(String name) {
    return of("\"" + name + "\"", value(name));
  }

  public String text(String name) {
    if (value(name) instanceof Value.Text(String text)) {
      return text;
    }
    throw new JsonException("\"" + name + "\" is not text");
  }

  public long whole(String name) {
    if (value(name) instanceof Value.Whole(long number)) {
      return number;
    }
    throw new JsonException("\"" + name + "\" is not a whole number");
  }

  public int number(String name, int min, int max) {
    long number = whole(name);
    if (number < min || number > max) {
      throw new JsonException("\"%s\" is %d, not within %d..%d".formatted(name, number, min, max));
    }
    return (int) number;
  }

  /** A duration that is written as a number of milliseconds. */
  public Duration millis(String name) {
    long millis = whole(name);
    if (millis < 0 || millis > DURATION_MILLIS_MAX) {
      throw new JsonException("\"" + name + "\" is " + millis + ", not 0 to ten years of ms");
    }
    return Duration.ofMillis(millis);
  }

  public List<Value> items(String name) {
    if (value(name) instanceof Value.Items(List<Value> items)) {
      return items;
    }
    throw new JsonException("\"" + name + "\" is not a list");
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Value item : items(name)) {
      if (!(item instanceof Value.Text(String text))) {
        throw new JsonException("\"" + name + "\" holds something that is not text");
      }
      texts.add(text);
    }
    return texts;
  }

  /** A 64-bit seed, which is written as text: a reader in JavaScript would round the number. */
  public long seed(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw new JsonException("\"" + name + "\" is not a whole number of 64 bits");
    }
  }

  /** Whether there is such a field at all. */
  public Optional<Value> ifPresent(String name) {
    return fields.get(name);
  }
}
