package dev.assay.workloads.lists;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.client.Arguments;
import dev.assay.workloads.load.Fresh;
import dev.assay.workloads.shape.ListAppendShape;
import java.util.ArrayList;
import java.util.List;

/** Transactions of reads and appends over the lists that are in use, by position alone. */
final class ListCalls implements Fresh {
  /**
   * One transaction in so many touches more keys than the ledger lets it: nothing of it happens.
   */
  private static final int TOO_MANY_ONE_IN = 128;

  private static final int TOO_MANY_KEYS = 33;

  private final ListAppendShape shape;
  private final List<String> keys;
  private final Seed kind;
  private final Seed size;
  private final Seed key;
  private final Seed verb;
  private final Seed large;

  ListCalls(ListAppendShape shape, Seed seed) {
    this.shape = shape;
    this.keys = shape.keyNames();
    this.kind = seed.fork("kind");
    this.size = seed.fork("size");
    this.key = seed.fork("key");
    this.verb = seed.fork("verb");
    this.large = seed.fork("large");
  }

  @Override
  public Invocation at(long position, Reading reading) {
    int steps = 1 + size.below(position, shape.stepsMax());
    if (kind.below(position, 100) < shape.queryPercent()) {
      return query(position, steps, reading);
    }
    if (large.below(position, TOO_MANY_ONE_IN) == 0) {
      return transaction(position, tooMuch(position));
    }
    List<Value> content = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      long draw = position * ListAppendShape.STEPS_MAX + step;
      Value of = Value.of(key(position, draw));
      content.add(
          verb.below(draw, 2) == 0
              ? Value.items(List.of(Value.of("r"), of, Value.NIL))
              : append(of, draw));
    }
    return transaction(position, content);
  }

  /** Appends to lists in use first, and to others until there are too many. */
  private List<Value> tooMuch(long position) {
    List<Value> content = new ArrayList<>();
    for (int step = 0; step < TOO_MANY_KEYS; step++) {
      Value of =
          Value.of(
              step < shape.active()
                  ? keys.get((int) ((position / shape.span() + step) % keys.size()))
                  : "none" + step);
      content.add(append(of, -TOO_MANY_KEYS * (position + 1) - step));
    }
    return content;
  }

  private static Value append(Value key, long element) {
    return Value.items(List.of(Value.of("append"), key, Value.of(element)));
  }

  private static Invocation transaction(long position, List<Value> steps) {
    return new Invocation(
        "txn", Value.fields("id", Value.of("x-" + position)).with("value", Value.items(steps)));
  }

  private Invocation query(long position, int size, Reading reading) {
    List<Value> of = new ArrayList<>();
    for (int step = 0; step < size; step++) {
      of.add(Value.of(key(position, position * ListAppendShape.STEPS_MAX + step)));
    }
    return switch (reading) {
      case QUORUM -> reads(of);
      case LEASE ->
          new Invocation("txn", reads(of).value().with(Arguments.MODE, Value.of("lease")));
      case LOCAL -> new Invocation("local-read", Value.fields("keys", Value.items(of)));
    };
  }

  /** A question for these lists. */
  static Invocation reads(List<Value> keys) {
    return new Invocation(
        "txn",
        Value.fields(
            "value",
            Value.items(
                keys.stream()
                    .map(key -> Value.items(List.of(Value.of("r"), key, Value.NIL)))
                    .toList())));
  }

  private String key(long position, long draw) {
    long oldest = position / shape.span();
    return keys.get((int) ((oldest + key.below(draw, shape.active())) % keys.size()));
  }
}
