package dev.assay.harness.generator;

import dev.assay.history.ProcessId;
import java.util.List;

/**
 * What a generator may know when it is asked.
 *
 * @param nowNanos since the run's start
 * @param free processes that have no operation under way, in order; the nemesis among them, last,
 *     when it is free
 * @param busy processes that have one, in order
 */
public record Context(long nowNanos, List<ProcessId> free, List<ProcessId> busy) {
  public Context {
    free = List.copyOf(free);
    busy = List.copyOf(busy);
  }
}
