package dev.assay.checkers.linearizability;

import dev.assay.checkers.Timetable;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.util.List;

/** Small histories by chance: intervals that overlap a lot, answers that are often possible. */
final class RandomOperations {
  private RandomOperations() {}

  static List<Operation> register(Seed seed, int operations) {
    Timetable table = new Timetable();
    for (int i = 0; i < operations; i++) {
      Seed one = seed.fork("operation " + i);
      long from = 2L * one.below(0, operations * 2);
      long to = from + 1 + 2L * one.below(1, operations);
      Value a = Value.of(one.below(2, 3));
      Value b = Value.of(one.below(3, 3));
      int kind = one.below(4, 10);
      switch (kind) {
        case 0, 1, 2 -> table.ok(i, from, to, "read", Value.NIL, a);
        case 3 -> table.ok(i, from, to, "read", Value.NIL, Value.NIL);
        case 4, 5 -> table.ok(i, from, to, "write", a, a);
        case 6 -> table.ok(i, from, to, "cas", pair(a, b), pair(a, b));
        case 7 -> table.fail(i, from, to, "cas", pair(a, b));
        case 8 -> table.unknown(i, from, "write", a);
        default -> table.unknown(i, from, "cas", pair(a, b));
      }
    }
    return operations(table);
  }

  static List<Operation> keyValue(Seed seed, int operations) {
    Timetable table = new Timetable();
    for (int i = 0; i < operations; i++) {
      Seed one = seed.fork("operation " + i);
      long from = 2L * one.below(0, operations * 2);
      long to = from + 1 + 2L * one.below(1, operations);
      Value.Fields key = Value.fields("key", Value.of("k" + one.below(5, 2)));
      Value.Fields value = Value.fields("value", Value.of(one.below(2, 2) == 0 ? "a" : "b"));
      Value.Fields seen = value.with("value", text(one.below(3, 4)));
      switch (one.below(4, 6)) {
        case 0, 1 -> table.ok(i, from, to, "get", key, seen);
        case 2 -> table.ok(i, from, to, "put", key.with(value), Value.fields());
        case 3 -> table.unknown(i, from, "append", key.with(value));
        default -> table.ok(i, from, to, "append", key.with(value), Value.fields());
      }
    }
    return operations(table);
  }

  private static Value text(int choice) {
    return Value.of(
        switch (choice) {
          case 0 -> "";
          case 1 -> "a";
          case 2 -> "b";
          default -> "ab";
        });
  }

  private static Value pair(Value a, Value b) {
    return Value.items(List.of(a, b));
  }

  private static List<Operation> operations(Timetable table) {
    History history = table.history();
    return history.operations();
  }
}
