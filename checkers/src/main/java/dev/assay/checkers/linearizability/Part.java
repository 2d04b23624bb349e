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
  final List<Operation> examples = new ArrayList<>();

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
  <S> Part(Model<S> model, List<Operation> given) {
    // One pass, since each look at an operation of many costs more than what is done with it.
    operations = new ArrayList<>(given.size());
    int[] kindOf = new int[given.size()];
    long[] calls = new long[given.size()];
    long[] ends = new long[given.size()];
    Map<Object, Integer> kinds = new HashMap<>();
    int answered = 0;
    for (Operation operation : given) {
      boolean isUnknown = operation.isUnknown();
      if (isUnknown && model.isPure(operation)) {
        continue; // It says nothing.
      }
      int op = operations.size();
      operations.add(operation);
      calls[op] = operation.index();
      ends[op] = isUnknown ? Operation.NEVER : operation.completionIndex();
      Integer number = kinds.putIfAbsent(model.meaning(operation), examples.size());
      if (number == null) {
        number = examples.size();
        examples.add(operation);
      }
      kindOf[op] = number;
      answered += isUnknown ? 0 : 1;
    }
    known = answered;
    kind = Arrays.copyOf(kindOf, operations.size());
    sort = new byte[examples.size()];
    call = new int[examples.size()];
    Map<Call, Integer> asked = new HashMap<>();
    for (int i = 0; i < examples.size(); i++) {
      Operation operation = examples.get(i);
      sort[i] = model.isPure(operation) ? PURE : model.isOverwrite(operation) ? OVERWRITE : OTHER;
      call[i] =
          asked.computeIfAbsent(new Call(operation.f(), operation.input()), _ -> asked.size());
    }
    Intervals intervals = new Intervals(calls, ends, operations.size());
    events = intervals.events;
    returnAt = intervals.returnAt;
    slot = intervals.slot;
    words = (intervals.slots + 63) / 64;
  }

  boolean isUnknown(int op) {
    return slot[op] < 0;
  }
}
