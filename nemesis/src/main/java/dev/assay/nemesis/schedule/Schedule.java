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
   * @param atMillis since the beginning of the main phase
   */
  public record Entry(long atMillis, Fault fault) {}
}
