package dev.assay.checkers.register;

import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations on a register by the value that they write or see, when each value is written by
 * one operation at most. Values are numbered, the initial one is 0.
 */
final class Values {
  static final int NOBODY = -1;

  final List<Operation> operations;
  final long[] call;
  final long[] end;

  /** By value: who writes it; {@link #NOBODY} for the initial one and those only seen. */
  int[] writer = new int[16];

  /** By value: the value that must be there when it is written, -1 when any may be. */
  int[] expected = new int[16];

  /** By value: who takes it away by a compare-and-set that surely happened. */
  int[] taker = new int[16];

  /** By operation that reads: the value, else -1. */
  final int[] seen;

  /** By failed compare-and-set: the value that was not there, else -1. */
  final int[] differs;

  /** By operation: whether it is known to have happened and says nothing. */
  final boolean[] silent;

  private final Map<Value, Integer> numbers = new HashMap<>();
  private final List<Value> names = new ArrayList<>();
  private boolean unambiguous = true;

  Values(Value initial, List<Operation> operations, RegisterCall.Reader reader) {
    this.operations = operations;
    int size = operations.size();
    call = new long[size];
    end = new long[size];
    seen = new int[size];
    differs = new int[size];
    silent = new boolean[size];
    Arrays.fill(seen, NOBODY);
    Arrays.fill(differs, NOBODY);
    number(initial);
    for (int op = 0; op < size && unambiguous; op++) {
      Operation operation = operations.get(op);
      call[op] = operation.index();
      end[op] = operation.endIndex();
      switch (reader.read(operation)) {
        case RegisterCall.Read(Value value) -> seen[op] = number(value);
        case RegisterCall.Differs(Value value) -> differs[op] = number(value);
        case RegisterCall.Write(Value value) -> written(op, number(value), NOBODY);
        case RegisterCall.Swap(Value from, Value to) -> swapped(op, number(from), number(to));
        case RegisterCall.Silent() -> silent[op] = !operation.isUnknown();
      }
    }
  }

  private void swapped(int op, int from, int to) {
    if (from == to) {
      unambiguous = false;
    } else {
      written(op, to, from);
    }
  }

  private void written(int op, int value, int from) {
    if (value == 0 || writer[value] != NOBODY) {
      unambiguous = false;
    } else {
      writer[value] = op;
      expected[value] = from;
    }
  }

  private int number(Value value) {
    Integer known = numbers.putIfAbsent(value, names.size());
    if (known != null) {
      return known;
    }
    int number = names.size();
    names.add(value);
    if (number == writer.length) {
      writer = Arrays.copyOf(writer, number * 2);
      expected = Arrays.copyOf(expected, number * 2);
      taker = Arrays.copyOf(taker, number * 2);
    }
    writer[number] = NOBODY;
    expected[number] = NOBODY;
    taker[number] = NOBODY;
    return number;
  }

  /** Whether no value is written by two, or written though it is the initial one. */
  boolean isUnambiguous() {
    return unambiguous;
  }

  int count() {
    return names.size();
  }

  /** As part of a sentence. */
  String text(int value) {
    return ValueJson.write(names.get(value));
  }

  boolean isUnknown(int op) {
    return operations.get(op).isUnknown();
  }
}
