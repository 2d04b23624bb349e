package dev.assay.workloads.register;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.client.Arguments;
import dev.assay.workloads.load.Fresh;
import dev.assay.workloads.shape.RegisterShape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes of values that nobody else writes, compare-and-sets of what was seen last, reads. */
final class RegisterCalls implements Fresh {
  /** One compare-and-set in so many expects a value that was never there. */
  private static final int HOPELESS_ONE_IN = 16;

  /** One compare-and-set in so many would write what is there. */
  private static final int IDLE_ONE_IN = 8;

  /** What stays the same. */
  private record Fixed(
      RegisterShape shape, List<String> keys, Seed kind, Seed key, Seed hopeless, Seed idle) {}

  private final Fixed fixed;

  /** By key: the value that the last answer showed. */
  private final Map<String, String> last;

  RegisterCalls(RegisterShape shape, Seed seed) {
    this(
        new Fixed(
            shape,
            shape.keyNames(),
            seed.fork("kind"),
            seed.fork("key"),
            seed.fork("hopeless"),
            seed.fork("idle")),
        new TreeMap<>());
  }

  private RegisterCalls(Fixed fixed, Map<String, String> last) {
    this.fixed = fixed;
    this.last = last;
  }

  @Override
  public Invocation at(long position, Reading reading) {
    String key = fixed.keys.get(fixed.key.below(position, fixed.keys.size()));
    int drawn = fixed.kind.below(position, 100);
    Value.Fields of = Value.fields("key", Value.of(key));
    if (drawn < fixed.shape.writePercent()) {
      return new Invocation("write", identified(position, of).with("value", value(position)));
    }
    if (drawn < fixed.shape.writePercent() + fixed.shape.casPercent()) {
      boolean hopeless = fixed.hopeless.below(position, HOPELESS_ONE_IN) == 0;
      String expected = hopeless ? "never" : last.getOrDefault(key, "never");
      return new Invocation(
          "cas",
          identified(position, of)
              .with(
                  "value",
                  Value.items(
                      List.of(
                          Value.of(expected),
                          fixed.idle.below(position, IDLE_ONE_IN) == 0
                              ? Value.of(expected)
                              : value(position)))));
    }
    return switch (reading) {
      case QUORUM -> new Invocation("read", of);
      case LEASE -> new Invocation("read", of.with(Arguments.MODE, Value.of("lease")));
      case LOCAL -> new Invocation("local-read", of);
    };
  }

  private static Value.Fields identified(long position, Value.Fields of) {
    return Value.fields("id", Value.of("w-" + position)).with(of);
  }

  private static Value value(long position) {
    return Value.of("v" + position);
  }

  @Override
  public Fresh seen(Event event) {
    if (event.type() != EventType.OK
        || !(event.value() instanceof Value.Fields fields)
        || !(fields.get("key").orElse(Value.NIL) instanceof Value.Text(String key))
        || fields.get("reason").isPresent()) {
      return this;
    }
    Value shown = fields.get("value").orElse(Value.NIL);
    if (shown instanceof Value.Items(List<Value> pair) && !pair.isEmpty()) {
      shown = pair.getLast();
    }
    if (!(shown instanceof Value.Text(String value)) || value.equals(last.get(key))) {
      return this;
    }
    Map<String, String> wiser = new TreeMap<>(last);
    wiser.put(key, value);
    return new RegisterCalls(fixed, wiser);
  }
}
