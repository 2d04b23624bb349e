package dev.assay.harness.generator;

import dev.assay.history.Event;
import dev.assay.history.ProcessId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A copy of the same generator for each process, also for those that appear later. */
record EachProcess(Generator template, Map<ProcessId, Generator> copies) implements Generator {
  EachProcess {
    copies = Collections.unmodifiableMap(new TreeMap<>(copies));
  }

  @Override
  public Next next(Context context) {
    Map<ProcessId, Generator> rests = new TreeMap<>(copies);
    long untilNanos = Long.MAX_VALUE;
    boolean pending = !context.busy().isEmpty();
    for (ProcessId process : context.free()) {
      Generator copy = copies.getOrDefault(process, template);
      switch (copy.next(narrow(context, process))) {
        case Next.Invoke invoke when invoke.atNanos() <= context.nowNanos() -> {
          return invoke.wrap(
              rest -> {
                rests.put(process, rest);
                return new EachProcess(template, rests);
              });
        }
        case Next.Invoke later -> {
          pending = true;
          untilNanos = Math.min(untilNanos, later.atNanos());
        }
        case Next.Pending wait -> {
          pending = true;
          untilNanos = Math.min(untilNanos, wait.untilNanos());
          rests.put(process, wait.rest());
        }
        case Next.Exhausted _ -> {}
      }
    }
    return pending
        ? new Next.Pending(untilNanos, new EachProcess(template, rests))
        : new Next.Exhausted();
  }

  @Override
  public Generator update(Context context, Event event) {
    ProcessId process = event.process();
    Generator copy = copies.getOrDefault(process, template);
    Map<ProcessId, Generator> updated = new TreeMap<>(copies);
    updated.put(process, copy.update(narrow(context, process), event));
    return new EachProcess(template, updated);
  }

  private static Context narrow(Context context, ProcessId process) {
    return context.only(process);
  }
}
