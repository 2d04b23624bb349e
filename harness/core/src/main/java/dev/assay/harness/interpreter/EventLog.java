package dev.assay.harness.interpreter;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.Optional;

/**
 * Gives events their position and their time, which never goes back, and hands them to the
 * recorder. One for each run, used by the run's thread.
 */
public final class EventLog {
  private final Recorder recorder;
  private long nextIndex;

  /** Invariant: the time of the last event. */
  private long lastNanos;

  public EventLog(Recorder recorder) {
    this.recorder = recorder;
  }

  /** Returns once the recorder has the invocation: only then may it be dispatched. */
  public Event invoked(long nowNanos, ProcessId process, Invocation invocation) {
    Body body = new Body(EventType.INVOKE, invocation.value(), Optional.empty());
    return append(nowNanos, process, invocation.f(), body);
  }

  /** Records how an operation ended; a completion without an answer repeats what was asked. */
  public Event completed(long nowNanos, ProcessId process, Invocation invocation, Outcome outcome) {
    Value asked = invocation.value();
    Body body =
        switch (outcome) {
          case Outcome.Ok ok -> new Body(EventType.OK, ok.value(), Optional.empty());
          case Outcome.Fail fail -> new Body(EventType.FAIL, asked, Optional.of(fail.error()));
          case Outcome.Unknown unknown ->
              new Body(EventType.UNKNOWN, asked, Optional.of(unknown.error()));
        };
    return append(nowNanos, process, invocation.f(), body);
  }

  /** How many there were. */
  public long events() {
    return nextIndex;
  }

  private Event append(long nowNanos, ProcessId process, String f, Body body) {
    lastNanos = Math.max(lastNanos, nowNanos);
    Event event = new Event(nextIndex, lastNanos, process, body.type, f, body.value, body.error);
    recorder.record(event);
    nextIndex++;
    return event;
  }

  private record Body(EventType type, Value value, Optional<String> error) {}
}
