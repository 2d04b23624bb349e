package dev.assay.harness.run;

import dev.assay.harness.interpreter.Recorder;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what passes on its way to the recorder. Written by the run's thread, read by any. */
final class Tally implements Recorder {
  private final Recorder recorder;
  private final Map<EventType, AtomicLong> counts = new EnumMap<>(EventType.class);
  private volatile Optional<String> nemesis = Optional.empty();
  private volatile boolean healed;
  private volatile boolean idleHeal;

  Tally(Recorder recorder) {
    this.recorder = recorder;
    for (EventType type : EventType.values()) {
      counts.put(type, new AtomicLong());
    }
  }

  @Override
  public void record(Event event) {
    recorder.record(event);
    if (event.process().isClient()) {
      counter(event.type()).incrementAndGet();
    } else {
      nemesis = Optional.of(event.f());
      healed =
          event.f().equals(HealingClient.HEAL_ALL.f())
              && event.type() == EventType.OK
              && event.value() instanceof Value.Fields facts
              && facts.get("proven").equals(Optional.of(Value.of(true)));
      idleHeal |=
          event.f().equals(HealingClient.HEAL_ALL.f())
              && event.value() instanceof Value.Fields facts
              && facts.get(HealDrill.ANSWERED).equals(Optional.of(Value.of(false)));
    }
  }

  Progress.Counts counts() {
    long ok = counter(EventType.OK).get();
    long failed = counter(EventType.FAIL).get();
    long unknown = counter(EventType.UNKNOWN).get();
    long invoked = counter(EventType.INVOKE).get();
    return new Progress.Counts(ok, failed, unknown, Math.max(0, invoked - ok - failed - unknown));
  }

  Optional<String> nemesis() {
    return nemesis;
  }

  /** Whether the last thing that the nemesis did was to heal everything, with proof. */
  boolean healed() {
    return healed;
  }

  /** Whether a heal was seen to leave broken what it should have healed. */
  boolean idleHeal() {
    return idleHeal;
  }

  private AtomicLong counter(EventType type) {
    return counts.getOrDefault(type, new AtomicLong());
  }
}
