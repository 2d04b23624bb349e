package dev.assay.harness.generator;

import dev.assay.history.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several generators beside each other; what is due first comes first, then what stands first. */
record Any(List<Generator> parts) implements Generator {
  Any {
    parts = List.copyOf(parts);
  }

  @Override
  public Next next(Context context) {
    List<Generator> rests = new ArrayList<>(parts.size());
    boolean changed = false;
    Optional<Next.Invoke> first = Optional.empty();
    int chosen = -1;
    long untilNanos = Long.MAX_VALUE;
    for (Generator part : parts) {
      switch (part.next(context)) {
        case Next.Invoke invoke -> {
          if (first.isEmpty() || invoke.atNanos() < first.get().atNanos()) {
            first = Optional.of(invoke);
            chosen = rests.size();
          }
          rests.add(part);
        }
        case Next.Pending pending -> {
          untilNanos = Math.min(untilNanos, pending.untilNanos());
          changed |= !pending.rest().is(part);
          rests.add(pending.rest());
        }
        case Next.Exhausted _ -> changed = true;
      }
    }
    if (rests.isEmpty()) {
      return new Next.Exhausted();
    }
    if (first.isEmpty() || untilNanos < first.get().atNanos()) {
      return new Next.Pending(untilNanos, changed ? new Any(rests) : this);
    }
    int place = chosen;
    return first
        .get()
        .wrap(
            rest -> {
              rests.set(place, rest);
              return new Any(rests);
            });
  }

  @Override
  public Generator update(Context context, Event event) {
    List<Generator> updated = new ArrayList<>(parts.size());
    boolean changed = false;
    for (Generator part : parts) {
      Generator after = part.update(context, event);
      changed |= !after.is(part);
      updated.add(after);
    }
    return changed ? new Any(updated) : this;
  }
}
