package dev.assay.harness.interpreter;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Context;
import dev.assay.history.ProcessId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, and on what. Each of N places is held by one process at a time; a client that crashed
 * is followed in its place by the process of the next number that no other place can have: its own
 * plus N.
 */
final class Threads {
  private final int concurrency;

  /** Invariant: the number in place i is i modulo the concurrency. */
  private final ProcessId[] places;

  /** What the process in each place is busy with; the nemesis's is the last. */
  private final @Nullable Invocation[] underWay;

  private int busy;

  /** Who is free and who is busy; null when that has changed since it was asked for. */
  private @Nullable Context known;

  Threads(int concurrency) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency " + concurrency + " is below 1");
    }
    this.concurrency = concurrency;
    this.places = new ProcessId[concurrency];
    this.underWay = new @Nullable Invocation[concurrency + 1];
    for (int i = 0; i < concurrency; i++) {
      places[i] = new ProcessId(i);
    }
  }

  Context context(long nowNanos) {
    Context before = known;
    if (before == null) {
      ProcessId[] free = new ProcessId[concurrency + 1 - busy];
      ProcessId[] acting = new ProcessId[busy];
      int idle = 0;
      for (int place = 0; place <= concurrency; place++) {
        ProcessId process = place < concurrency ? places[place] : ProcessId.NEMESIS;
        if (underWay[place] == null) {
          free[idle] = process;
          idle++;
        } else {
          acting[place - idle] = process;
        }
      }
      Arrays.sort(acting);
      before = new Context(nowNanos, List.of(free), List.of(acting));
      known = before;
    }
    return before.at(nowNanos);
  }

  boolean idle() {
    return busy == 0;
  }

  private int place(ProcessId process) {
    return process.isClient() ? (int) (process.number() % concurrency) : concurrency;
  }

  void begin(ProcessId process, Invocation invocation) {
    if (!exists(process)) {
      throw new ContractBreachException(
          "the generator asked process "
              + process
              + " for '"
              + invocation.f()
              + "', which does not exist now: "
              + Arrays.toString(places));
    }
    Invocation current = underWay[place(process)];
    if (current != null) {
      throw new ContractBreachException(
          "the generator asked process %s for '%s' while its '%s' is under way"
              .formatted(process, invocation.f(), current.f()));
    }
    known = null;
    underWay[place(process)] = invocation;
    busy++;
  }

  Invocation end(ProcessId process) {
    known = null;
    Invocation invocation = exists(process) ? underWay[place(process)] : null;
    if (invocation == null) {
      throw new ContractBreachException(
          "a completion came for process "
              + process
              + ", which has no operation under way: did its client complete one twice?");
    }
    underWay[place(process)] = null;
    busy--;
    return invocation;
  }

  /** Puts a process of a new number in the place of one that may still be at work unseen. */
  void replace(ProcessId crashed) {
    if (crashed.isClient()) {
      known = null;
      places[place(crashed)] = new ProcessId(Math.addExact(crashed.number(), concurrency));
    }
  }

  private boolean exists(ProcessId process) {
    return !process.isClient() || places[place(process)].equals(process);
  }
}
