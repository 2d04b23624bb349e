package dev.assay.checkers.register;

import dev.assay.checkers.linearizability.Clashing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Values in blocks: one that is written, then those that compare-and-set made of it, one of the
 * other. Nothing else can be between them. A block with its reads has a latest start P, the first
 * return that needs some value of it to have been written, and an earliest end Q, the last call
 * that needs some value of it to be still there or to come. When P is before Q the register holds
 * values of the block from P to Q for certain (a forward zone of Gibbons and Korach 1997);
 * otherwise all of the block can happen at one moment between Q and P.
 *
 * <p>Within a block the moments of writing are in a fixed order, each not before the last call that
 * must precede it and not after the first return that must follow: these moments exist when no
 * running maximum of the calls passes a return. Blocks without common moments exist when no two
 * forward zones meet and no other block must lie within one (the argument of the paper, for blocks
 * instead of clusters).
 */
final class Blocks {
  static final long START = -1;

  final Values values;

  /** All periods, block by block: the value. */
  final int[] value;

  /** By block: its first period; one more entry for the end. */
  final int[] first;

  /** By period: the last call that must precede its beginning; and the first return after it. */
  final long[] low;

  final long[] high;

  /** By block: latest start and earliest end. */
  final long[] latestStart;

  final long[] earliestEnd;

  /** By value: the read that returns first, and the one that is called last. */
  private final int[] firstRead;

  private final int[] lastRead;

  private final boolean[] alive;
  private final int[] next;
  private int periods;
  private int blocks;

  Blocks(Values values) {
    this.values = values;
    int count = values.count();
    firstRead = new int[count];
    lastRead = new int[count];
    alive = new boolean[count];
    next = new int[count];
    Arrays.fill(firstRead, Values.NOBODY);
    Arrays.fill(lastRead, Values.NOBODY);
    Arrays.fill(next, Values.NOBODY);
    reads();
    happened();
    value = new int[count];
    int[] starts = new int[count + 1];
    chain(starts);
    first = Arrays.copyOf(starts, blocks + 1);
    low = new long[periods];
    high = new long[periods];
    latestStart = new long[blocks];
    earliestEnd = new long[blocks];
    for (int block = 0; block < blocks; block++) {
      bounds(block);
    }
  }

  int count() {
    return blocks;
  }

  boolean isForward(int block) {
    return latestStart[block] < earliestEnd[block];
  }

  private void reads() {
    for (int op = 0; op < values.seen.length; op++) {
      int seen = values.seen[op];
      if (seen != Values.NOBODY) {
        if (firstRead[seen] < 0 || values.end[op] < values.end[firstRead[seen]]) {
          firstRead[seen] = op;
        }
        if (lastRead[seen] < 0 || values.call[op] > values.call[lastRead[seen]]) {
          lastRead[seen] = op;
        }
      }
    }
  }

  /** Which values were there at some time: an unknown write that nobody needs may be left out. */
  private void happened() {
    Deque<Integer> found = new ArrayDeque<>();
    for (int v = 0; v < values.count(); v++) {
      int writer = values.writer[v];
      if (v == 0 || firstRead[v] >= 0 || (writer >= 0 && !values.isUnknown(writer))) {
        alive[v] = true;
        found.add(v);
      }
    }
    while (!found.isEmpty()) {
      int v = found.remove();
      if (v != 0 && values.writer[v] < 0) {
        throw new Clashing(
            List.of(firstRead[v] >= 0 ? firstRead[v] : values.writer[next[v]]),
            "nobody writes " + values.text(v));
      }
      int from = v == 0 ? Values.NOBODY : values.expected[v];
      if (from >= 0) {
        if (next[from] >= 0) {
          throw new Clashing(
              List.of(
                  values.writer[from],
                  values.writer[v],
                  values.writer[next[from]],
                  proof(v),
                  proof(next[from])),
              values.text(from) + " is written once and taken away twice");
        }
        next[from] = v;
        if (!alive[from]) {
          alive[from] = true;
          found.add(from);
        }
      }
    }
  }

  /** Somebody who saw the value, in case its writer is unknown. */
  private int proof(int v) {
    return firstRead[v] >= 0 || next[v] < 0 ? firstRead[v] : values.writer[next[v]];
  }

  private void chain(int[] starts) {
    boolean[] chained = new boolean[values.count()];
    for (int v = 0; v < values.count(); v++) {
      if (alive[v] && (v == 0 || values.expected[v] < 0)) {
        starts[blocks++] = periods;
        for (int in = v; in >= 0; in = next[in]) {
          chained[in] = true;
          value[periods++] = in;
        }
      }
    }
    starts[blocks] = periods;
    for (int v = 0; v < values.count(); v++) {
      if (alive[v] && !chained[v]) {
        List<Integer> ring = new ArrayList<>();
        int in = v;
        do {
          ring.add(values.writer[in]);
          ring.add(proof(in));
          in = values.expected[in];
        } while (in != v);
        throw new Clashing(ring, "each of these expects what another one of them writes");
      }
    }
  }

  private void bounds(int block) {
    long latest = Long.MAX_VALUE;
    long earliest = Long.MIN_VALUE;
    for (int period = first[block]; period < first[block + 1]; period++) {
      int v = value[period];
      low[period] = v == 0 ? START : values.call[values.writer[v]];
      if (period > first[block]) {
        low[period] = Math.max(low[period], lastCall(value[period - 1]));
      }
      high[period] = v == 0 ? START : Math.min(values.end[values.writer[v]], firstReturn(v));
      earliest = Math.max(earliest, low[period]);
      if (earliest > high[period]) {
        throw new Clashing(
            within(block, earliest, period), "the order of compare-and-set is against time");
      }
      latest = Math.min(latest, high[period]);
    }
    latestStart[block] = latest;
    earliestEnd[block] = Math.max(earliest, lastCall(value[first[block + 1] - 1]));
  }

  private List<Integer> within(int block, long call, int last) {
    List<Integer> chain = new ArrayList<>();
    for (int period = last; period >= first[block]; period--) {
      int v = value[period];
      chain.add(v == 0 ? Values.NOBODY : values.writer[v]);
      if (period == last && firstReturn(v) == high[period]) {
        chain.add(firstRead[v]);
      }
      if (low[period] == call) {
        if (period > first[block] && lastCall(value[period - 1]) == call) {
          chain.add(lastRead[value[period - 1]]);
          chain.add(value[period - 1] == 0 ? Values.NOBODY : values.writer[value[period - 1]]);
        }
        break;
      }
    }
    return chain;
  }

  private long lastCall(int v) {
    return lastRead[v] < 0 ? Long.MIN_VALUE : values.call[lastRead[v]];
  }

  private long firstReturn(int v) {
    return firstRead[v] < 0 ? Long.MAX_VALUE : values.end[firstRead[v]];
  }

  /** Whether the value was there at some time for certain. */
  boolean happened(int v) {
    return alive[v];
  }

  /** The last call of those that see the value of the period. */
  long lastCallIn(int period) {
    return lastCall(value[period]);
  }

  /** All that makes the block lie where it lies: who writes its values, and the telling reads. */
  List<Integer> witnesses(int block) {
    List<Integer> all = new ArrayList<>();
    for (int period = first[block]; period < first[block + 1]; period++) {
      int v = value[period];
      if (v != 0) {
        all.add(values.writer[v]);
      }
      if (high[period] == latestStart[block]) {
        all.add(firstRead[v]);
      }
      if (lastCall(v) == earliestEnd[block]) {
        all.add(lastRead[v]);
      }
    }
    return all;
  }
}
