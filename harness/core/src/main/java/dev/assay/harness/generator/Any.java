package dev.assay.harness.generator;

import dev.assay.history.Event;
import java.util.Arrays;
import java.util.List;

/** Several generators beside each other; what is due first comes first, then what stands first. */
record Any(List<Generator> parts) implements Generator {
  Any {
    parts = List.copyOf(parts);
  }

  @Override
  public Next next(Context context) {
    Generator[] rests = new Generator[parts.size()];
    int left = 0;
    boolean changed = false;
    Next.Invoke first = null;
    int chosen = -1;
    long untilNanos = Long.MAX_VALUE;
    for (int i = 0; i < parts.size(); i++) {
      Generator part = parts.get(i);
      switch (part.next(context)) {
        case Next.Invoke invoke -> {
          if (first == null || invoke.atNanos() < first.atNanos()) {
            first = invoke;
            chosen = left;
          }
          rests[left++] = part;
        }
        case Next.Pending pending -> {
          untilNanos = Math.min(untilNanos, pending.untilNanos());
          changed |= !pending.rest().is(part);
          rests[left++] = pending.rest();
        }
        case Next.Exhausted _ -> changed = true;
      }
    }
    if (left == 0) {
      return new Next.Exhausted();
    }
    if (first == null || untilNanos < first.atNanos()) {
      return new Next.Pending(untilNanos, changed ? of(rests, left) : this);
    }
    rests[chosen] = first.rest();
    return new Next.Invoke(first.atNanos(), first.process(), first.invocation(), of(rests, left));
  }

  private static Any of(Generator[] rests, int left) {
    return new Any(Arrays.asList(rests).subList(0, left));
  }

  @Override
  public Generator update(Context context, Event event) {
    Generator[] updated = null;
    for (int i = 0; i < parts.size(); i++) {
      Generator part = parts.get(i);
      Generator after = part.update(context, event);
      if (!after.is(part)) {
        if (updated == null) {
          updated = parts.toArray(new Generator[0]);
        }
        updated[i] = after;
      }
    }
    return updated == null ? this : new Any(Arrays.asList(updated));
  }
}
