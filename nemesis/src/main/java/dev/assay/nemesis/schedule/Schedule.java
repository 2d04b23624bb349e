package dev.assay.nemesis.schedule;

import dev.assay.nemesis.fault.Fault;
import java.util.List;

/** Faults with the times of their injection, in order. */
public record Schedule(List<Entry> entries) {
  public Schedule {
    entries = List.copyOf(entries);
  }

  /**
   * One fault.
   *
   * @param atNanos since the beginning of the main phase
   */
  public record Entry(long atNanos, Fault fault) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    public static Entry atMillis(long millis, Fault fault) {
      return new Entry(millis * NANOS_PER_MILLI, fault);
    }

    public long atMillis() {
      return atNanos / NANOS_PER_MILLI;
    }

    /** What is left beyond the whole milliseconds. */
    long nanosBeyond() {
      return atNanos % NANOS_PER_MILLI;
    }
  }
}
