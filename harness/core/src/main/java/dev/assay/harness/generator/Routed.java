package dev.assay.harness.generator;

import dev.assay.history.Event;

/** Lets a generator see and use only the clients, or only the nemesis. */
record Routed(boolean clients, Generator inner) implements Generator {
  @Override
  public Next next(Context context) {
    return switch (inner.next(narrow(context))) {
      case Next.Invoke invoke -> invoke.wrap(this::around);
      case Next.Pending pending -> new Next.Pending(pending.untilNanos(), around(pending.rest()));
      case Next.Exhausted exhausted -> exhausted;
    };
  }

  @Override
  public Generator update(Context context, Event event) {
    return event.process().isClient() == clients
        ? around(inner.update(narrow(context), event))
        : this;
  }

  /** Most of what happens changes nothing here: then nothing is made anew. */
  private Routed around(Generator rest) {
    return rest.is(inner) ? this : new Routed(clients, rest);
  }

  private Context narrow(Context context) {
    return clients ? context.ofClients() : context.ofNemesis();
  }
}
