package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One part of a history as arrays: its operations by class, and the calls and returns in their
 * order. Operations of one class ask and answer the same. An operation whose outcome is known has a
 * slot, a small number that no other one has while it is open.
 */
final class Part {
  /** Changes no state in which it is legal. */
  static final byte PURE = 0;

  /** Legal in every state, and the state after it is always the same. */
  static final byte OVERWRITE = 1;

  static final byte OTHER = 2;

  private record Call(String f, Value input) {}

  final List<Operation> operations;

  /** By class. */
  final List<Operation> examples;

  /** By operation: the class. */
  final int[] kind;

  /** By class: one of {@link #PURE}, {@link #OVERWRITE}, {@link #OTHER}. */
  final byte[] sort;

  /** By class: a number that classes share which ask the same, whatever the answer. */
  final int[] call;

  /** By operation: its slot, or -1 when its outcome is unknown. */
  final int[] slot;

  /** In their order: twice the operation, and one more for a return. */
  final int[] events;

  /** By operation: the position of its return in {@link #events}, or the largest number. */
  final int[] returnAt;

  /** Operations whose outcome is known. */
  final int known;

  /** The number of 64-bit words that hold a bit for each slot. */
  final int words;

  /** Operations that constrain, in the order of their invocations. */
  Part(Model<?> model, List<Operation> given) {
    this(model, new Taken(given.size()).oneByOne(model, given));
  }

  /** The same, of operations of which the columns know. */
  Part(Model<?> model, List<Operation> given, Columns columns) {
    this(
        model,
        columns.know(given)
            ? new Taken(given.size()).from(columns, given)
            : new Taken(given.size()).oneByOne(model, given));
  }

  private Part(Model<?> model, Taken taken) {
    operations = taken.operations;
    examples = taken.examples;
    known = taken.answered;
    kind = Arrays.copyOf(taken.kinds, operations.size());
    sort = new byte[examples.size()];
    call = new int[examples.size()];
    Map<Call, Integer> asked = new HashMap<>();
    for (int i = 0; i < examples.size(); i++) {
      Operation operation = examples.get(i);
      sort[i] = model.isPure(operation) ? PURE : model.isOverwrite(operation) ? OVERWRITE : OTHER;
      call[i] =
          asked.computeIfAbsent(new Call(operation.f(), operation.input()), _ -> asked.size());
    }
    Intervals intervals = new Intervals(taken.calls, taken.ends, operations.size());
    events = intervals.events;
    returnAt = intervals.returnAt;
    slot = intervals.slot;
    words = (intervals.slots + 63) / 64;
  }

  boolean isUnknown(int op) {
    return slot[op] < 0;
  }

  /** The operations that say anything, one by one. */
  private static final class Taken {
    private final List<Operation> operations;
    private final List<Operation> examples = new ArrayList<>();
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final int[] kinds;
    private final long[] calls;
    private final long[] ends;
    private int answered;

    Taken(int size) {
      operations = new ArrayList<>(size);
      kinds = new int[size];
      calls = new long[size];
      ends = new long[size];
    }

    /**
     * In one pass, since each look at an operation of many costs more than what is done with it.
     */
    Taken oneByOne(Model<?> model, List<Operation> given) {
      for (Operation operation : given) {
        boolean isUnknown = operation.isUnknown();
        if (isUnknown && model.isPure(operation)) {
          continue; // It says nothing.
        }
        long end = isUnknown ? Operation.NEVER : operation.completionIndex();
        add(operation, operation.index(), end, number(model.meaning(operation), operation));
      }
      return this;
    }

    /** Without a look at any of them. */
    Taken from(Columns columns, List<Operation> given) {
      for (int piece = 0; piece < columns.pieces(); piece++) {
        int to = columns.start(given, piece + 1);
        int[] known = new int[columns.kindsOf(piece)];
        for (int at = columns.start(given, piece); at < to; at++) {
          int there = columns.kinds[at];
          if (there == Columns.SILENT) {
            continue;
          }
          Operation operation = columns.ofPart[at];
          if (known[there] == 0) {
            known[there] = 1 + number(columns.meaning(piece, there), operation);
          }
          add(operation, columns.calls[at], columns.ends[at], known[there] - 1);
        }
      }
      return this;
    }

    private int number(Object meaning, Operation example) {
      Integer number = numbers.putIfAbsent(meaning, examples.size());
      if (number != null) {
        return number;
      }
      examples.add(example);
      return examples.size() - 1;
    }

    private void add(Operation operation, long call, long end, int number) {
      int op = operations.size();
      operations.add(operation);
      calls[op] = call;
      ends[op] = end;
      kinds[op] = number;
      answered += end == Operation.NEVER ? 0 : 1;
    }
  }
}
