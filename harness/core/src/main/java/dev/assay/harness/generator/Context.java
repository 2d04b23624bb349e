package dev.assay.harness.generator;

import dev.assay.history.ProcessId;
import java.util.List;

/**
 * What a generator may know when it is asked.
 *
 * @param nowNanos since the run's start
 * @param free processes that have no operation under way, in order; the nemesis among them, last,
 *     when it is free
 * @param busy processes that have one, in order; the nemesis among them, first, when it is busy
 */
public record Context(long nowNanos, List<ProcessId> free, List<ProcessId> busy) {
  private static final List<ProcessId> NEMESIS = List.of(ProcessId.NEMESIS);

  public Context {
    free = List.copyOf(free);
    busy = List.copyOf(busy);
  }

  /** The same moment for the clients alone. */
  Context ofClients() {
    int freeClients = free.size() - (nemesisIsFree() ? 1 : 0);
    int busyNemesis = nemesisIsBusy() ? 1 : 0;
    return new Context(
        nowNanos, free.subList(0, freeClients), busy.subList(busyNemesis, busy.size()));
  }

  /** The same moment for the nemesis alone. */
  Context ofNemesis() {
    return new Context(
        nowNanos, nemesisIsFree() ? NEMESIS : List.of(), nemesisIsBusy() ? NEMESIS : List.of());
  }

  private boolean nemesisIsFree() {
    return !free.isEmpty() && !free.getLast().isClient();
  }

  private boolean nemesisIsBusy() {
    return !busy.isEmpty() && !busy.getFirst().isClient();
  }

  /** The same moment for one process alone. */
  Context only(ProcessId process) {
    return new Context(
        nowNanos,
        free.contains(process) ? List.of(process) : List.of(),
        busy.contains(process) ? List.of(process) : List.of());
  }

  /** The same processes at another moment. */
  public Context at(long nanos) {
    return nanos == nowNanos ? this : new Context(nanos, free, busy);
  }

  /** A free process for the operation of this position: they take turns. */
  ProcessId freeFor(long position) {
    return free.get((int) Long.remainderUnsigned(position, free.size()));
  }
}
