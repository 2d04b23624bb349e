package dev.assay.checkers.isolation;

import dev.assay.history.Operation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The transactions of a history as arrays: when they began and ended, what became of them. Those
 * that failed have numbers too, since their writes may have been seen. They may be given by
 * invocation or by completion; those of one process in its order.
 */
final class Transactions {
  static final byte OK = 0;
  static final byte FAILED = 1;
  static final byte UNKNOWN = 2;

  private long[] index = new long[64];
  private long[] end = new long[64];
  private long[] process = new long[64];
  private byte[] outcome = new byte[64];
  private int size;

  /**
   * Takes the next one.
   *
   * @return its number, from 0
   */
  int add(Operation operation) {
    if (size == index.length) {
      int larger = size + (size >> 1);
      index = Arrays.copyOf(index, larger);
      end = Arrays.copyOf(end, larger);
      process = Arrays.copyOf(process, larger);
      outcome = Arrays.copyOf(outcome, larger);
    }
    index[size] = operation.index();
    end[size] = operation.endIndex();
    process[size] = operation.process().number();
    outcome[size] = operation.isOk() ? OK : operation.isFail() ? FAILED : UNKNOWN;
    return size++;
  }

  int size() {
    return size;
  }

  /** The invocation's index in the history. */
  long index(int transaction) {
    return index[transaction];
  }

  /** The completion's index in the history; {@link Operation#NEVER} when it is unknown. */
  long end(int transaction) {
    return end[transaction];
  }

  long process(int transaction) {
    return process[transaction];
  }

  boolean isOk(int transaction) {
    return outcome[transaction] == OK;
  }

  boolean isFailed(int transaction) {
    return outcome[transaction] == FAILED;
  }

  /** As part of a sentence. */
  String name(int transaction) {
    return "#" + index[transaction];
  }

  /** Adds that each process did one transaction after the other. */
  void orderSessions(Graph.Builder graph) {
    int kind = Edge.kind(Edge.ORDER, Strength.SESSION);
    Map<Long, Integer> last = new HashMap<>();
    for (int transaction = 0; transaction < size; transaction++) {
      if (!isFailed(transaction)) {
        Integer before = last.put(process[transaction], transaction);
        if (before != null) {
          graph.edge(before, transaction, kind, -1);
        }
      }
    }
  }

  /**
   * Adds that what had ended before another began was before it. A chain of joints stands for time:
   * whatever ends leads into the newest joint, which leads to whatever begins before the next; so
   * there are as many edges as events.
   */
  void orderTime(Graph.Builder graph) {
    int into = Edge.kind(Edge.ORDER, Strength.REALTIME);
    int onwards = Edge.kind(Edge.HOP, Strength.REALTIME);
    long[] begins = begins();
    long[] ends = ends();
    int ended = 0;
    int joint = -1;
    boolean open = false;
    for (long begin : begins) {
      int transaction = (int) begin;
      while (ended < ends.length && ends[ended] >>> 32 < index[transaction]) {
        if (!open) {
          int next = graph.joint();
          if (joint >= 0) {
            graph.edge(joint, next, onwards, -1);
          }
          joint = next;
          open = true;
        }
        graph.edge((int) ends[ended], joint, into, -1);
        ended++;
      }
      if (joint >= 0) {
        graph.edge(joint, transaction, onwards, -1);
        open = false;
      }
    }
  }

  /** Invocations of what did not fail, in their order: index above, transaction below. */
  private long[] begins() {
    long[] begins = new long[size];
    int count = 0;
    for (int transaction = 0; transaction < size; transaction++) {
      if (!isFailed(transaction)) {
        begins[count++] = packed(index[transaction], transaction);
      }
    }
    return sorted(begins, count);
  }

  /** Completions of what is ok in their order, likewise. */
  private long[] ends() {
    long[] ends = new long[size];
    int count = 0;
    for (int transaction = 0; transaction < size; transaction++) {
      if (isOk(transaction)) {
        ends[count++] = packed(end[transaction], transaction);
      }
    }
    return sorted(ends, count);
  }

  private static long packed(long event, int transaction) {
    if (event > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "event %d: more than %d events are too many".formatted(event, Integer.MAX_VALUE));
    }
    return event << 32 | transaction;
  }

  private static long[] sorted(long[] values, int count) {
    Arrays.sort(values, 0, count);
    return count == values.length ? values : Arrays.copyOf(values, count);
  }
}
