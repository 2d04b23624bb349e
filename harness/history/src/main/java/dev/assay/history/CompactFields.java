package dev.assay.history;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in its given order, of two arrays: a third of a linked hash map's memory, which
 * is what lets a million operations be held in a gigabyte. Looked up by walking, so for few names.
 */
final class CompactFields extends AbstractMap<String, Value> {
  private static final int SIZE_MAX = 16;

  private final String[] names;
  private final Value[] values;

  private CompactFields(Map<String, Value> source) {
    names = source.keySet().toArray(new String[0]);
    values = source.values().toArray(new Value[0]);
  }

  private CompactFields(String[] names, Value[] values) {
    this.names = names;
    this.values = values;
  }

  static Map<String, Value> of(String name, Value value) {
    refuseNull(name, value);
    return new CompactFields(new String[] {name}, new Value[] {value});
  }

  /** These and one more, last; one of that name is replaced where it stands. */
  static Map<String, Value> with(Map<String, Value> before, String name, Value value) {
    if (!(before instanceof CompactFields fields) || fields.names.length >= SIZE_MAX) {
      Map<String, Value> more = new LinkedHashMap<>(before);
      more.put(name, value);
      return copyOf(more);
    }
    refuseNull(name, value);
    int size = fields.names.length;
    for (int i = 0; i < size; i++) {
      if (fields.names[i].equals(name)) {
        Value[] values = fields.values.clone();
        values[i] = value;
        return new CompactFields(fields.names, values);
      }
    }
    String[] names = Arrays.copyOf(fields.names, size + 1);
    Value[] values = Arrays.copyOf(fields.values, size + 1);
    names[size] = name;
    values[size] = value;
    return new CompactFields(names, values);
  }

  /**
   * Whether these are more than those before, which come first and are the very same objects: so it
   * is where one answered with what it was asked and something more.
   */
  @SuppressWarnings("ReferenceEquality") // which object it is decides whether memory is shared
  static boolean continues(Map<String, Value> more, Map<String, Value> before) {
    if (!(more instanceof CompactFields these)
        || !(before instanceof CompactFields those)
        || these.names.length <= those.names.length) {
      return false;
    }
    for (int i = 0; i < those.names.length; i++) {
      if (these.values[i] != those.values[i] || !these.names[i].equals(those.names[i])) {
        return false;
      }
    }
    return true;
  }

  static Map<String, Value> copyOf(Map<String, Value> source) {
    if (source instanceof CompactFields) {
      return source;
    }
    source.forEach(CompactFields::refuseNull);
    return source.size() <= SIZE_MAX
        ? new CompactFields(source)
        : Collections.unmodifiableMap(new LinkedHashMap<>(source));
  }

  private static void refuseNull(@Nullable String name, @Nullable Value value) {
    if (name == null || value == null) {
      throw new IllegalArgumentException(
          "field " + name + " is " + value + ": absence is Value.NIL or no field at all");
    }
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public @Nullable Value get(@Nullable Object name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Value> action) {
    for (int i = 0; i < names.length; i++) {
      action.accept(names[i], values[i]);
    }
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public Set<Map.Entry<String, Value>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Map.Entry<String, Value>> iterator() {
        return new Walk();
      }
    };
  }

  private final class Walk implements Iterator<Map.Entry<String, Value>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Map.Entry<String, Value> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("only " + names.length + " fields");
      }
      Map.Entry<String, Value> entry = Map.entry(names[next], values[next]);
      next++;
      return entry;
    }
  }
}
