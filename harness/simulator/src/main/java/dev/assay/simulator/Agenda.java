package dev.assay.simulator;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to happen, ordered by time and, at the same time, by who asked first. */
final class Agenda {
  /** One thing to come. */
  record Entry(long atNanos, long order, Kind kind, String party, long payload, Runnable action)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private final int entriesMax;
  private long orders;

  Agenda(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  void add(long atNanos, Kind kind, String party, long payload, Runnable action) {
    if (entries.size() >= entriesMax) {
      throw new SimulationException(
          "over %d events wait, the next a %s of %s at %d ns: does something schedule without end?"
              .formatted(entriesMax, kind, party, atNanos));
    }
    entries.add(new Entry(atNanos, orders++, kind, party, payload, action));
  }

  /** The next entry's time, or {@code Long.MAX_VALUE} when there is none. */
  long nextNanos() {
    Entry next = entries.peek();
    return next == null ? Long.MAX_VALUE : next.atNanos;
  }

  @Nullable Entry poll() {
    return entries.poll();
  }
}
