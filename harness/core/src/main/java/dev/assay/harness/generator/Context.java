package dev.assay.harness.generator;

import dev.assay.history.ProcessId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a generator may know when it is asked: the moment, and who is free and who is busy. Time
 * passes more often than processes begin and end, so contexts of different moments share those.
 */
public final class Context {
  private final long nowNanos;
  private final Processes processes;

  /**
   * A moment.
   *
   * @param nowNanos since the run's start
   * @param free processes that have no operation under way, in order; the nemesis among them, last,
   *     when it is free
   * @param busy processes that have one, in order; the nemesis among them, first, when it is busy
   */
  public Context(long nowNanos, List<ProcessId> free, List<ProcessId> busy) {
    this(nowNanos, new Processes(free, busy));
  }

  private Context(long nowNanos, Processes processes) {
    this.nowNanos = nowNanos;
    this.processes = processes;
  }

  public long nowNanos() {
    return nowNanos;
  }

  /** Processes that have no operation under way, in order. */
  public List<ProcessId> free() {
    return processes.free;
  }

  /** Processes that have one, in order. */
  public List<ProcessId> busy() {
    return processes.busy;
  }

  /** The same moment for the clients alone. */
  Context ofClients() {
    return new Context(nowNanos, processes.ofClients());
  }

  /** The same moment for the nemesis alone. */
  Context ofNemesis() {
    return new Context(nowNanos, processes.ofNemesis());
  }

  /** The same moment for one process alone. */
  Context only(ProcessId process) {
    return new Context(
        nowNanos,
        free().contains(process) ? List.of(process) : List.of(),
        busy().contains(process) ? List.of(process) : List.of());
  }

  /** The same processes at another moment. */
  public Context at(long nanos) {
    return nanos == nowNanos ? this : new Context(nanos, processes);
  }

  /** A free process for the operation of this position: they take turns. */
  ProcessId freeFor(long position) {
    return free().get((int) Long.remainderUnsigned(position, free().size()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Context context
        && nowNanos == context.nowNanos
        && free().equals(context.free())
        && busy().equals(context.busy());
  }

  @Override
  public int hashCode() {
    return Objects.hash(nowNanos, free(), busy());
  }

  @Override
  public String toString() {
    return "at %d ns, free %s, busy %s".formatted(nowNanos, free(), busy());
  }

  /** Who is free and who is busy, and the same of clients and nemesis, put together once. */
  private static final class Processes {
    private static final List<ProcessId> NEMESIS = List.of(ProcessId.NEMESIS);
    private static final Processes NEMESIS_FREE = new Processes(NEMESIS, List.of());
    private static final Processes NEMESIS_BUSY = new Processes(List.of(), NEMESIS);
    private static final Processes NOBODY = new Processes(List.of(), List.of());

    private final List<ProcessId> free;
    private final List<ProcessId> busy;
    private @Nullable Processes clients;

    Processes(List<ProcessId> free, List<ProcessId> busy) {
      this.free = List.copyOf(free);
      this.busy = List.copyOf(busy);
    }

    Processes ofClients() {
      Processes known = clients;
      if (known == null) {
        int freeClients = free.size() - (nemesisIsFree() ? 1 : 0);
        int busyNemesis = nemesisIsBusy() ? 1 : 0;
        known = new Processes(free.subList(0, freeClients), busy.subList(busyNemesis, busy.size()));
        clients = known;
      }
      return known;
    }

    Processes ofNemesis() {
      return nemesisIsFree() ? NEMESIS_FREE : nemesisIsBusy() ? NEMESIS_BUSY : NOBODY;
    }

    private boolean nemesisIsFree() {
      return !free.isEmpty() && !free.getLast().isClient();
    }

    private boolean nemesisIsBusy() {
      return !busy.isEmpty() && !busy.getFirst().isClient();
    }
  }
}
