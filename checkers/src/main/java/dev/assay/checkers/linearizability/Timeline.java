package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The events that are left to explain, as a doubly linked list in which an operation's call and
 * return are unlinked and linked again in constant time (Lowe 2017, section 3). Entries are
 * numbered in the order of events from 1; 0 is the head and the end.
 */
final class Timeline {
  private final int[] next;
  private final int[] previous;

  /** By entry: the operation, as its position in the list that was given. */
  private final int[] operation;

  /** By operation. */
  private final int[] call;

  /** By operation: 0 when it never returns. */
  private final int[] end;

  Timeline(List<Operation> operations) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      marks.add(new Mark(operations.get(i).index(), i, false));
      if (!operations.get(i).isUnknown()) {
        marks.add(new Mark(operations.get(i).endIndex(), i, true));
      }
    }
    // Closed intervals: at equal positions calls come before returns.
    marks.sort(Comparator.comparingLong(Mark::event).thenComparing(Mark::isEnd));
    next = new int[marks.size() + 1];
    previous = new int[marks.size() + 1];
    operation = new int[marks.size() + 1];
    call = new int[operations.size()];
    end = new int[operations.size()];
    for (int entry = 0; entry <= marks.size(); entry++) {
      next[entry] = entry == marks.size() ? 0 : entry + 1;
      previous[entry] = entry == 0 ? marks.size() : entry - 1;
      if (entry > 0) {
        Mark mark = marks.get(entry - 1);
        operation[entry] = mark.operation();
        (mark.isEnd() ? end : call)[mark.operation()] = entry;
      }
    }
  }

  private record Mark(long event, int operation, boolean isEnd) {}

  int first() {
    return next[0];
  }

  int after(int entry) {
    return next[entry];
  }

  /** 0 for the first entry. */
  int before(int entry) {
    return previous[entry];
  }

  int callOf(int op) {
    return call[op];
  }

  int operationAt(int entry) {
    return operation[entry];
  }

  /** Whether the entry is a call; the end of the list is none. */
  boolean isCall(int entry) {
    return entry != 0 && call[operation[entry]] == entry;
  }

  void unlink(int op) {
    unlinkEntry(call[op]);
    if (end[op] != 0) {
      unlinkEntry(end[op]);
    }
  }

  /** Undoes {@link #unlink}; in the opposite order of unlinking. */
  void link(int op) {
    if (end[op] != 0) {
      linkEntry(end[op]);
    }
    linkEntry(call[op]);
  }

  private void unlinkEntry(int entry) {
    next[previous[entry]] = next[entry];
    previous[next[entry]] = previous[entry];
  }

  private void linkEntry(int entry) {
    next[previous[entry]] = entry;
    previous[next[entry]] = entry;
  }
}
