package dev.assay.checkers.linearizability;

import dev.assay.checkers.Workers;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What parts need to know of the operations of a large history, looked up once in the order in
 * which they lie in memory, and put down part by part: a part has operations from everywhere, and
 * each look at one of them, or at what is known of it among all, would wait for memory. In pieces,
 * so that several threads can share the work.
 */
final class Columns {
  /** Operations in a piece. */
  private static final int PIECE = 1 << 16;

  /** Below, all of a history is near. */
  private static final int OPERATIONS_MIN = 50_000;

  /** With more, operations differ so much that nothing is gained. */
  private static final int KINDS_MAX = 1 << 10;

  /** With more, parts are so small that nothing is gained. */
  private static final int PARTS_MAX = 1 << 12;

  /** The number of an operation that says nothing. */
  static final int SILENT = -1;

  private final List<Operation> operations;

  /** Parts by themselves, and not by what they hold, which is dear to compare. */
  private final IdentityHashMap<List<Operation>, Integer> numbers = new IdentityHashMap<>();

  /** By place among all: the part. */
  private final int[] partOf;

  /** By piece, and one more for the end, and part: where its operations begin in what follows. */
  private final int[][] starts;

  /** Part by part. */
  final Operation[] ofPart;

  final long[] calls;

  /** {@link Operation#NEVER} of unknown ones. */
  final long[] ends;

  /** The number of what it asks and is answered, within its piece. */
  final int[] kinds;

  /** By piece and number: what is asked and answered. */
  private final List<List<Object>> meanings = new ArrayList<>();

  private volatile boolean useful = true;

  private Columns(List<Operation> operations, List<Picked> parts) {
    this.operations = operations;
    int size = operations.size();
    ofPart = new Operation[size];
    calls = new long[size];
    ends = new long[size];
    kinds = new int[size];
    partOf = new int[size];
    starts = new int[size == 0 ? 0 : (size - 1) / PIECE + 2][parts.size()];
    for (int part = 0; part < parts.size(); part++) {
      assign(part, parts.get(part));
    }
    for (int piece = 0; piece + 1 < starts.length; piece++) {
      meanings.add(new ArrayList<>());
    }
    sumUp();
  }

  private void assign(int part, Picked picked) {
    numbers.put(picked, part);
    for (int i = 0; i < picked.size(); i++) {
      int place = picked.place(i);
      partOf[place] = part;
      starts[place / PIECE + 1][part]++;
    }
  }

  /** Makes places of counts. */
  private void sumUp() {
    int sum = 0;
    for (int part = 0; starts.length > 0 && part < starts[0].length; part++) {
      for (int[] ofPiece : starts) {
        sum += ofPiece[part];
        ofPiece[part] = sum;
      }
    }
  }

  /** Of operations in the order of their invocations; empty ones when they would not help. */
  static Columns of(
      Model<?> model, List<Operation> operations, List<List<Operation>> parts, Workers workers) {
    if (parts.size() < 2 || parts.size() > PARTS_MAX || operations.size() < OPERATIONS_MIN) {
      return none();
    }
    List<Picked> picked = new ArrayList<>();
    for (List<Operation> part : parts) {
      if (part instanceof Picked some && some.isOf(operations)) {
        picked.add(some);
      }
    }
    if (picked.size() < parts.size()) {
      return none();
    }
    Columns columns = new Columns(operations, picked);
    List<Runnable> tasks = new ArrayList<>();
    for (int piece = 0; piece < columns.meanings.size(); piece++) {
      int which = piece;
      tasks.add(() -> columns.fill(model, which));
    }
    workers.run(tasks);
    return columns.useful ? columns : none();
  }

  static Columns none() {
    return new Columns(List.of(), List.of());
  }

  private void fill(Model<?> model, int piece) {
    Map<Object, Integer> known = new HashMap<>();
    List<Object> found = meanings.get(piece);
    int[] next = starts[piece].clone();
    int to = Math.min(operations.size(), (piece + 1) * PIECE);
    for (int place = piece * PIECE; place < to && useful; place++) {
      put(model, operations.get(place), next[partOf[place]]++, known, found);
    }
  }

  private void put(
      Model<?> model, Operation operation, int at, Map<Object, Integer> known, List<Object> found) {
    ofPart[at] = operation;
    calls[at] = operation.index();
    boolean isUnknown = operation.isUnknown();
    if (isUnknown && model.isPure(operation)) {
      kinds[at] = SILENT;
      return;
    }
    ends[at] = isUnknown ? Operation.NEVER : operation.completionIndex();
    Object meaning = model.meaning(operation);
    Integer number = known.putIfAbsent(meaning, found.size());
    if (number == null) {
      number = found.size();
      found.add(meaning);
      if (number >= KINDS_MAX) {
        useful = false;
      }
    }
    kinds[at] = number;
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

  /** Whether they know of the operations of the part. */
  boolean know(List<Operation> part) {
    return numbers.containsKey(part);
  }

  /** Where the part's operations in the piece begin; those in the piece after the last: the end. */
  int start(List<Operation> part, int piece) {
    Integer number = numbers.get(part);
    if (number == null) {
      throw new IllegalArgumentException("no part of these operations");
    }
    return starts[piece][number];
  }
}
