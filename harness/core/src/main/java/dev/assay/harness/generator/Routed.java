package dev.assay.harness.generator;

import dev.assay.history.Event;

/** Lets a generator see and use only the clients, or only the nemesis. */
record Routed(boolean clients, Generator inner) implements Generator {
  @Override
  public Next next(Context context) {
    return inner.next(narrow(context)).wrap(rest -> new Routed(clients, rest));
  }

  @Override
  public Generator update(Context context, Event event) {
    if (event.process().isClient() != clients) {
      return this;
    }
    return new Routed(clients, inner.update(narrow(context), event));
  }

  private Context narrow(Context context) {
    return context.only(process -> process.isClient() == clients);
  }
}
