package dev.assay.reports;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Histories made by hand. */
final class SampleEvents {
  private static final long NEMESIS = -1;

  private final String error;
  private final List<Event> events = new ArrayList<>();

  private SampleEvents(String error) {
    this.error = error;
  }

  /** Two clients, a partition with proof, a clock jump without. */
  static List<Event> sample() {
    SampleEvents sample = new SampleEvents("timed out");
    Value.Fields transfer =
        Value.fields("id", Value.of("t-1")).with("note", Value.of("</script><b>"));
    sample.add(100, 0, EventType.INVOKE, "transfer", transfer);
    sample.add(160, 0, EventType.OK, "transfer", transfer);
    sample.add(900, 1, EventType.INVOKE, "read", Value.fields("account", Value.of("a0")));
    sample.add(950, 1, EventType.OK, "read", Value.fields("balance", Value.of(95)));
    Value.Fields cut = Value.fields("nodes", Value.items(List.of(Value.of("n1"))));
    sample.add(1000, NEMESIS, EventType.INVOKE, "partition", cut);
    Value.Fields proof = cut.with("proven", Value.of(true)).with("silent", texts("n1->n2"));
    sample.add(1100, NEMESIS, EventType.OK, "partition", proof);
    sample.add(1200, 0, EventType.INVOKE, "transfer", transfer);
    sample.add(3200, 0, EventType.UNKNOWN, "transfer", transfer);
    sample.add(3300, NEMESIS, EventType.INVOKE, "heal", Value.fields());
    sample.add(3400, NEMESIS, EventType.OK, "heal", Value.fields());
    Value.Fields jump = Value.fields("node", Value.of("n2"));
    sample.add(3500, NEMESIS, EventType.INVOKE, "clock-jump", jump);
    sample.add(3600, NEMESIS, EventType.OK, "clock-jump", jump.with("proven", Value.of(false)));
    sample.add(5000, 1, EventType.INVOKE, "read", Value.fields("account", Value.of("a0")));
    sample.add(5010, 1, EventType.FAIL, "read", Value.fields("account", Value.of("a0")));
    return sample.events;
  }

  /** A cut that was healed, and two faults that were refused. */
  static List<Event> faults() {
    SampleEvents faults = new SampleEvents("timed out");
    Value.Fields cut = Value.fields("kind", Value.of("ring")).with("targets", Value.of("leader"));
    Value.Fields measured =
        cut.with("nodes", texts("n1", "n2"))
            .with("proven", Value.of(true))
            .with("silent", texts("n1->n2", "n2->n1"))
            .with("offsetMillis", Value.of(5_000));
    faults.add(1000, NEMESIS, EventType.INVOKE, "partition", cut);
    faults.add(1100, NEMESIS, EventType.OK, "partition", measured);
    for (int millis = 1500; millis <= 2000; millis += 500) {
      faults.add(millis, NEMESIS, EventType.INVOKE, "clock-drift", Value.fields());
      faults.add(millis, NEMESIS, EventType.FAIL, "clock-drift", Value.fields());
    }
    faults.add(3000, NEMESIS, EventType.INVOKE, "heal", Value.fields());
    faults.add(3100, NEMESIS, EventType.OK, "heal", Value.fields());
    return faults.events;
  }

  private static Value texts(String... texts) {
    return Value.items(Stream.of(texts).map(Value::of).toList());
  }

  /** The string wherever a history can hold one. */
  static List<Event> hostile(String text) {
    SampleEvents hostile = new SampleEvents(text);
    Value.Fields value = Value.fields(text, Value.of(text));
    hostile.add(100, 0, EventType.INVOKE, text, value);
    hostile.add(160, 0, EventType.OK, text, value);
    hostile.add(200, 1, EventType.INVOKE, text, value);
    hostile.add(260, 1, EventType.UNKNOWN, text, value);
    hostile.add(300, NEMESIS, EventType.INVOKE, text, value.with("node", Value.of(text)));
    hostile.add(360, NEMESIS, EventType.OK, text, value.with("node", Value.of(text)));
    return hostile.events;
  }

  /** Two reads of many accounts, and words without a place to break. */
  static List<Event> longOnes() {
    SampleEvents longOnes = new SampleEvents("no answer from " + "n1.".repeat(60));
    Value.Fields balances = Value.fields();
    for (int i = 0; i < 8; i++) {
      balances = balances.with("account-" + i, Value.of(1_000_000_000L + i));
    }
    Value.Fields word = Value.fields("id", Value.of("t-4711-".repeat(30)));
    longOnes.add(100, 0, EventType.INVOKE, "read-all", Value.fields());
    longOnes.add(160, 0, EventType.OK, "read-all", Value.fields("balances", balances));
    longOnes.add(200, 1, EventType.INVOKE, "read-all-of-the-" + "accounts".repeat(8), word);
    longOnes.add(260, 1, EventType.UNKNOWN, "read-all-of-the-" + "accounts".repeat(8), word);
    longOnes.add(300, NEMESIS, EventType.INVOKE, "partition-" + "of".repeat(30), word);
    longOnes.add(360, NEMESIS, EventType.OK, "partition-" + "of".repeat(30), word);
    return longOnes.events;
  }

  /** Reads of ten clients, one each millisecond. */
  static List<Event> many(int operations) {
    SampleEvents many = new SampleEvents("timed out");
    Value.Fields asked = Value.fields("account", Value.of("a0"));
    for (int i = 0; i < operations; i++) {
      many.add(i, i % 10, EventType.INVOKE, "read", asked);
      EventType type = i % 100 == 0 ? EventType.FAIL : EventType.OK;
      Value answer = type == EventType.OK ? asked.with("balance", Value.of(i)) : asked;
      many.add(i, i % 10, type, "read", answer);
    }
    return many.events;
  }

  private void add(long millis, long process, EventType type, String f, Value value) {
    boolean erred = type == EventType.FAIL || type == EventType.UNKNOWN;
    events.add(
        new Event(
            events.size(),
            millis * 1_000_000,
            new ProcessId(process),
            type,
            f,
            value,
            erred ? Optional.of(error) : Optional.empty()));
  }
}
