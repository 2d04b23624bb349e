package dev.assay.harness.generator;

import dev.assay.history.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * One generator after the other.
 *
 * @param barrier whether operations under way must have completed before the next one begins
 */
record Sequence(List<Generator> parts, boolean barrier) implements Generator {
  Sequence {
    parts = List.copyOf(parts);
  }

  @Override
  public Next next(Context context) {
    List<Generator> left = parts;
    while (!left.isEmpty()) {
      Generator first = left.getFirst();
      Next next = first.next(context);
      if (next instanceof Next.Pending pending
          && left.size() == parts.size()
          && pending.rest().is(first)) {
        // So it is nearly always, and the same answer needs no new sequence.
        return new Next.Pending(pending.untilNanos(), this);
      }
      List<Generator> following = left.subList(1, left.size());
      if (!(next instanceof Next.Exhausted)) {
        return next.wrap(rest -> new Sequence(followedBy(rest, following), barrier));
      }
      if (barrier && !context.busy().isEmpty()) {
        return new Next.Pending(Long.MAX_VALUE, new Sequence(left, true));
      }
      left = following;
    }
    return new Next.Exhausted();
  }

  @Override
  public Generator update(Context context, Event event) {
    if (parts.isEmpty()) {
      return this;
    }
    Generator first = parts.getFirst().update(context, event);
    return first.is(parts.getFirst())
        ? this
        : new Sequence(followedBy(first, parts.subList(1, parts.size())), barrier);
  }

  private static List<Generator> followedBy(Generator first, List<Generator> following) {
    List<Generator> all = new ArrayList<>();
    all.add(first);
    all.addAll(following);
    return all;
  }
}
