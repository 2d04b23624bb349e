package dev.assay.workloads.sets;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.client.Arguments;
import dev.assay.workloads.load.Fresh;
import dev.assay.workloads.shape.SetShape;
import java.util.List;

/** Adds, removals and reads, by position alone. */
final class SetCalls implements Fresh {
  /** So few that most of what is added is there already, or was there before. */
  private static final int CHANGING_ELEMENTS = 6;

  private final SetShape shape;
  private final List<String> sets;
  private final Seed kind;
  private final Seed set;
  private final Seed element;
  private final Seed changing;

  SetCalls(SetShape shape, Seed seed) {
    this.shape = shape;
    this.sets = shape.setNames();
    this.kind = seed.fork("kind");
    this.set = seed.fork("set");
    this.element = seed.fork("element");
    this.changing = seed.fork("changing");
  }

  @Override
  public Invocation at(long position, Reading reading) {
    if (changing.below(position, 100) < shape.changingPercent()) {
      return change(position, reading);
    }
    String key = sets.get(set.below(position, sets.size()));
    if (kind.below(position, 100) < shape.readPercent()) {
      return elements(key, reading);
    }
    long added = position < shape.elements() ? position : element.below(position, shape.elements());
    return transaction("add", position, key, added);
  }

  private Invocation change(long position, Reading reading) {
    long which = element.below(position, CHANGING_ELEMENTS);
    int drawn = kind.below(position, 5);
    return drawn == 0
        ? elements(SetShape.CHANGING, reading)
        : transaction(drawn <= 2 ? "add" : "remove", position, SetShape.CHANGING, which);
  }

  private static Invocation elements(String key, Reading reading) {
    Value.Fields of = Value.fields("key", Value.of(key));
    return switch (reading) {
      case QUORUM -> new Invocation("elements", of);
      case LEASE -> new Invocation("elements", of.with(Arguments.MODE, Value.of("lease")));
      case LOCAL -> new Invocation("local-elements", of);
    };
  }

  private static Invocation transaction(String f, long position, String key, long element) {
    return new Invocation(
        f,
        Value.fields("id", Value.of("e-" + position))
            .with("key", Value.of(key))
            .with("value", Value.of(element)));
  }
}
