package dev.assay.harness.generator;

import dev.assay.history.ProcessId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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

  /** The same moment, with only the processes that a part of the run has to do with. */
  public Context only(Predicate<ProcessId> concerned) {
    return new Context(nowNanos, among(free, concerned), among(busy, concerned));
  }

  /** The same processes at another moment. */
  public Context at(long nanos) {
    return nanos == nowNanos ? this : new Context(nanos, free, busy);
  }

  private static List<ProcessId> among(List<ProcessId> all, Predicate<ProcessId> concerned) {
    List<ProcessId> some = new ArrayList<>(all.size());
    for (ProcessId process : all) {
      if (concerned.test(process)) {
        some.add(process);
      }
    }
    return some.size() == all.size() ? all : some;
  }

  /** A free process for the operation of this position: they take turns. */
  ProcessId freeFor(long position) {
    return free.get((int) Long.remainderUnsigned(position, free.size()));
  }
}
