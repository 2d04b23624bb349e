package dev.assay.harness.generator;

import dev.assay.history.Event;

/** The same generator from its start again, each time that it is exhausted. */
record Cycle(Generator template, long more, Generator current) implements Generator {
  @Override
  public Next next(Context context) {
    Next next = current.next(context);
    if (!(next instanceof Next.Exhausted)) {
      return next.wrap(rest -> new Cycle(template, more, rest));
    }
    if (more == 0) {
      return next;
    }
    // One that is exhausted from its start on would be started again for ever.
    return template.next(context).wrap(rest -> new Cycle(template, more - 1, rest));
  }

  @Override
  public Generator update(Context context, Event event) {
    Generator updated = current.update(context, event);
    return updated.is(current) ? this : new Cycle(template, more, updated);
  }
}
