package dev.assay.simulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen, ordered by time and, at the same time, by who asked first: a binary heap over
 * plain arrays, so that ordering touches no object.
 */
final class Agenda {
  /** One thing to come. */
  abstract static class Entry {
    private final Kind kind;
    private final String party;
    private final long payload;

    /**
     * @param payload for the trace
     */
    Entry(Kind kind, String party, long payload) {
      this.kind = kind;
      this.party = party;
      this.payload = payload;
    }

    abstract void run();

    final Kind kind() {
      return kind;
    }

    final String party() {
      return party;
    }

    final long payload() {
      return payload;
    }
  }

  private static final int SIZE_FIRST = 256;

  private final int entriesMax;
  private long[] times = new long[SIZE_FIRST];
  private long[] orders = new long[SIZE_FIRST];
  private @Nullable Entry[] entries = new @Nullable Entry[SIZE_FIRST];
  private int size;
  private long ordersGiven;

  Agenda(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  void add(long atNanos, Entry entry) {
    if (size >= entriesMax) {
      throw new SimulationException(
          "over %d events wait, the next a %s of %s at %d ns: does something schedule without end?"
              .formatted(entriesMax, entry.kind(), entry.party(), atNanos));
    }
    if (size == times.length) {
      int more = size * 2;
      times = Arrays.copyOf(times, more);
      orders = Arrays.copyOf(orders, more);
      entries = Arrays.copyOf(entries, more);
    }
    long order = ordersGiven++;
    int hole = size++;
    // An entry is always younger than those before it: at the same time it stays behind them.
    while (hole > 0 && atNanos < times[(hole - 1) >>> 1]) {
      int parent = (hole - 1) >>> 1;
      move(parent, hole);
      hole = parent;
    }
    put(hole, atNanos, order, entry);
  }

  /** The next entry's time, or {@code Long.MAX_VALUE} when there is none. */
  long nextNanos() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  @Nullable Entry poll() {
    if (size == 0) {
      return null;
    }
    Entry next = entries[0];
    size--;
    long time = times[size];
    long order = orders[size];
    Entry last = entries[size];
    entries[size] = null;
    if (size > 0 && last != null) {
      put(holeFor(time, order), time, order, last);
    }
    return next;
  }

  /** Makes a hole at the top sink to where an entry of this time and order belongs. */
  private int holeFor(long time, long order) {
    int hole = 0;
    while (2 * hole + 1 < size) {
      int child = 2 * hole + 1;
      if (child + 1 < size && before(times[child + 1], orders[child + 1], child)) {
        child++;
      }
      if (before(time, order, child)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    return hole;
  }

  private boolean before(long time, long order, int place) {
    return time != times[place] ? time < times[place] : order < orders[place];
  }

  private void move(int from, int to) {
    times[to] = times[from];
    orders[to] = orders[from];
    entries[to] = entries[from];
  }

  private void put(int place, long time, long order, Entry entry) {
    times[place] = time;
    orders[place] = order;
    entries[place] = entry;
  }
}
