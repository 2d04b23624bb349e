package dev.assay.nemesis.schedule;

import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.history.ProcessId;
import java.util.List;
import java.util.OptionalLong;

/** The rest of a schedule that is being injected again. */
record Replay(List<Schedule.Entry> entries, OptionalLong startNanos) implements Generator {
  @Override
  public Next next(Context context) {
    if (entries.isEmpty()) {
      return new Next.Exhausted();
    }
    long start = startNanos.orElse(context.nowNanos());
    Schedule.Entry entry = entries.getFirst();
    long due = start + entry.atNanos();
    if (context.nowNanos() < due) {
      return new Next.Pending(due, from(start, entries));
    }
    if (context.free().isEmpty()) {
      return new Next.Pending(Long.MAX_VALUE, from(start, entries));
    }
    return new Next.Invoke(
        context.nowNanos(),
        ProcessId.NEMESIS,
        Lane.planned(entry.fault(), context.nowNanos() - start),
        from(start, entries.subList(1, entries.size())));
  }

  private static Replay from(long start, List<Schedule.Entry> entries) {
    return new Replay(entries, OptionalLong.of(start));
  }
}
