package dev.assay.checkers.linearizability;

import dev.assay.checkers.Workers;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What parts need to know of the operations of a large history, looked up once in the order in
 * which they lie in memory: a part has operations from everywhere, and each look at one of them
 * would wait for memory several times. In pieces, so that several threads can share the work.
 */
final class Columns {
  /** Operations in a piece. */
  static final int PIECE = 1 << 16;

  /** Below, all of a history is near. */
  private static final int OPERATIONS_MIN = 50_000;

  /** With more, operations differ so much that nothing is gained. */
  private static final int KINDS_MAX = 1 << 10;

  /** The number of an operation that says nothing. */
  static final int SILENT = -1;

  private final List<Operation> operations;
  final long[] calls;

  /** {@link Operation#NEVER} of unknown ones. */
  final long[] ends;

  /** The number of what it asks and is answered, within its piece. */
  final int[] kinds;

  /** By piece and number: what is asked and answered. */
  private final List<List<Object>> meanings = new ArrayList<>();

  private volatile boolean useful = true;

  private Columns(List<Operation> operations) {
    this.operations = operations;
    calls = new long[operations.size()];
    ends = new long[operations.size()];
    kinds = new int[operations.size()];
    Arrays.fill(ends, Operation.NEVER);
    for (int from = 0; from < operations.size(); from += PIECE) {
      meanings.add(new ArrayList<>());
    }
  }

  /** Of operations in the order of their invocations; empty ones when they would not help. */
  static Columns of(Model<?> model, List<Operation> operations, int parts, Workers workers) {
    if (parts < 2 || operations.size() < OPERATIONS_MIN) {
      return none();
    }
    Columns columns = new Columns(operations);
    List<Runnable> tasks = new ArrayList<>();
    for (int piece = 0; piece < columns.meanings.size(); piece++) {
      int which = piece;
      tasks.add(() -> columns.fill(model, which));
    }
    workers.run(tasks);
    return columns.useful ? columns : none();
  }

  static Columns none() {
    return new Columns(List.of());
  }

  private void fill(Model<?> model, int piece) {
    Map<Object, Integer> numbers = new HashMap<>();
    List<Object> found = meanings.get(piece);
    int to = Math.min(operations.size(), (piece + 1) * PIECE);
    for (int at = piece * PIECE; at < to && useful; at++) {
      Operation operation = operations.get(at);
      calls[at] = operation.index();
      boolean isUnknown = operation.isUnknown();
      if (isUnknown && model.isPure(operation)) {
        kinds[at] = SILENT;
        continue;
      }
      if (!isUnknown) {
        ends[at] = operation.completionIndex();
      }
      Object meaning = model.meaning(operation);
      Integer number = numbers.putIfAbsent(meaning, found.size());
      if (number == null) {
        number = found.size();
        found.add(meaning);
        if (number >= KINDS_MAX) {
          useful = false;
        }
      }
      kinds[at] = number;
    }
  }

  Object meaning(int piece, int kind) {
    return meanings.get(piece).get(kind);
  }

  int pieces() {
    return meanings.size();
  }

  int kindsOf(int piece) {
    return meanings.get(piece).size();
  }

  /** Whether they are of the operations that a part was picked from. */
  boolean areOf(Picked part) {
    return part.isOf(operations);
  }
}
