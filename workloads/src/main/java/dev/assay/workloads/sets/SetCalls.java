package dev.assay.workloads.sets;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.client.Arguments;
import dev.assay.workloads.load.Fresh;
import dev.assay.workloads.shape.SetShape;
import java.util.List;

/** Adds and reads, by position alone. */
final class SetCalls implements Fresh {
  private final SetShape shape;
  private final List<String> sets;
  private final Seed kind;
  private final Seed set;
  private final Seed element;

  SetCalls(SetShape shape, Seed seed) {
    this.shape = shape;
    this.sets = shape.setNames();
    this.kind = seed.fork("kind");
    this.set = seed.fork("set");
    this.element = seed.fork("element");
  }

  @Override
  public Invocation at(long position, Reading reading) {
    Value.Fields of = Value.fields("key", Value.of(sets.get(set.below(position, sets.size()))));
    if (kind.below(position, 100) < shape.readPercent()) {
      return switch (reading) {
        case QUORUM -> new Invocation("elements", of);
        case LEASE -> new Invocation("elements", of.with(Arguments.MODE, Value.of("lease")));
        case LOCAL -> new Invocation("local-elements", of);
      };
    }
    long added = position < shape.elements() ? position : element.below(position, shape.elements());
    return new Invocation(
        "add",
        Value.fields("id", Value.of("e-" + position)).with(of).with("value", Value.of(added)));
  }
}
