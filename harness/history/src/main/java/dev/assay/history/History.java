package dev.assay.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All operations and faults of a run in one order. Well formed by construction: indices without
 * gaps, times that never go back, each process with one open operation at most, a client silent
 * after an unknown outcome.
 */
public final class History {
  private final List<Event> events;
  private final List<Operation> operations;

  /** What was made of this last; see {@link #read}. */
  private volatile Optional<Reading> reading = Optional.empty();

  private volatile Optional<List<Operation>> clientOperations = Optional.empty();
  private volatile Optional<List<Operation>> faults = Optional.empty();

  private record Reading(Object reader, Object what) {}

  private History(List<Event> events, List<Operation> operations) {
    this.events = Collections.unmodifiableList(events);
    this.operations = Collections.unmodifiableList(operations);
  }

  /**
   * Pairs events given in their order.
   *
   * @throws IllegalArgumentException when they are no well-formed history
   */
  public static History of(List<Event> events) {
    Builder builder = new Builder();
    for (Event event : events) {
      builder
          .add(event)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException("event " + event.index() + ": " + problem);
              });
    }
    return builder.build();
  }

  /**
   * The same events with other operations in them, by invocation, for who understands them better:
   * that several asked for one thing, say.
   */
  public History understoodAs(List<Operation> others) {
    return new History(events, new ArrayList<>(others));
  }

  public List<Event> events() {
    return events;
  }

  /** When the last event was, since the run's start; 0 when there was none. */
  public long endNanos() {
    return events.isEmpty() ? 0 : events.getLast().timeNanos();
  }

  /** Of clients and the nemesis, by invocation. */
  public List<Operation> operations() {
    return operations;
  }

  /** Of clients alone, by invocation. */
  public List<Operation> clientOperations() {
    Optional<List<Operation>> known = clientOperations;
    if (known.isEmpty()) {
      known = Optional.of(of(true));
      clientOperations = known;
    }
    return known.get();
  }

  /** Of the nemesis alone, by invocation. */
  public List<Operation> faults() {
    Optional<List<Operation>> known = faults;
    if (known.isEmpty()) {
      known = Optional.of(of(false));
      faults = known;
    }
    return known.get();
  }

  private List<Operation> of(boolean clients) {
    List<Operation> some = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.process().isClient() == clients) {
        some.add(operation);
      }
    }
    return Collections.unmodifiableList(some);
  }

  /**
   * What the reader makes of this history: made once and kept for as long as the same reader asks,
   * since many checkers understand one history in one way. Any thread; two at once may both make
   * it.
   *
   * @param reader a function of the history alone, the same object each time
   */
  public <T> T read(Function<History, T> reader) {
    Optional<Reading> last = reading;
    if (last.isPresent() && last.get().reader().equals(reader)) {
      @SuppressWarnings("unchecked") // The same reader made it.
      T known = (T) last.get().what();
      return known;
    }
    T made = reader.apply(this);
    reading = Optional.of(new Reading(reader, made));
    return made;
  }

  /** Takes events in their order and pairs them. One thread. */
  public static final class Builder {
    private final List<Event> events = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    /** The operation under way of each process; only looked up. */
    private final Map<ProcessId, Integer> open = new HashMap<>();

    private final Set<ProcessId> ended = new HashSet<>();

    /** Answers what is wrong with the event, which is then left out; empty when it was taken. */
    public Optional<String> add(Event event) {
      Optional<String> problem = problemOf(event);
      if (problem.isEmpty()) {
        take(event);
      }
      return problem;
    }

    public History build() {
      return new History(new ArrayList<>(events), new ArrayList<>(operations));
    }

    private Optional<String> problemOf(Event event) {
      if (event.index() != events.size()) {
        return Optional.of("index " + event.index() + " where " + events.size() + " is due");
      }
      if (event.timeNanos() < 0) {
        return Optional.of("time " + event.timeNanos() + " ns is before the run's start");
      }
      if (!events.isEmpty() && event.timeNanos() < events.getLast().timeNanos()) {
        return Optional.of(
            "time goes back to %d ns after %d ns in event %d"
                .formatted(event.timeNanos(), events.getLast().timeNanos(), events.size() - 1));
      }
      return event.type() == EventType.INVOKE ? problemOfInvocation(event) : problemOfEnd(event);
    }

    private Optional<String> problemOfInvocation(Event event) {
      Integer running = open.get(event.process());
      if (running != null) {
        return Optional.of(
            "process %s invokes %s while its %s of event %d is open"
                .formatted(
                    event.process(),
                    event.f(),
                    operations.get(running).f(),
                    operations.get(running).index()));
      }
      return ended.contains(event.process())
          ? Optional.of(
              "process " + event.process() + " is used again after an outcome that is unknown")
          : Optional.empty();
    }

    private Optional<String> problemOfEnd(Event event) {
      Integer running = open.get(event.process());
      if (running == null) {
        return Optional.of(
            "process " + event.process() + " completes " + event.f() + " without an invocation");
      }
      String invoked = operations.get(running).f();
      return invoked.equals(event.f())
          ? Optional.empty()
          : Optional.of(
              "process %s completes %s, but what it invoked is %s"
                  .formatted(event.process(), event.f(), invoked));
    }

    private void take(Event event) {
      if (event.type() == EventType.INVOKE) {
        events.add(event);
        open.put(event.process(), operations.size());
        operations.add(
            new Operation(
                event.index(),
                event.process(),
                event.f(),
                event.value(),
                NEVER_COMPLETED,
                event.timeNanos(),
                Operation.NEVER,
                Operation.NEVER));
        return;
      }
      Integer running = open.remove(event.process());
      if (running == null) {
        throw new IllegalStateException("completion without invocation passed the check: " + event);
      }
      Operation invoked = operations.get(running);
      Event completion = sharing(invoked.input(), event);
      events.add(completion);
      operations.set(running, completed(invoked, completion));
      if (event.type() == EventType.UNKNOWN && event.process().isClient()) {
        ended.add(event.process());
      }
    }

    private static Operation completed(Operation invoked, Event completion) {
      return new Operation(
          invoked.index(),
          invoked.process(),
          invoked.f(),
          invoked.input(),
          outcome(completion),
          invoked.invokedNanos(),
          completion.type() == EventType.UNKNOWN ? Operation.NEVER : completion.timeNanos(),
          completion.index());
    }

    private static Outcome outcome(Event completion) {
      String error = completion.error().orElse("");
      return switch (completion.type()) {
        case OK -> new Outcome.Ok(completion.value());
        case FAIL -> new Outcome.Fail(error);
        case UNKNOWN -> new Outcome.Unknown(error);
        case INVOKE -> throw new IllegalStateException("an invocation completes nothing");
      };
    }

    /** The completion with the invocation's own objects where it repeats them: half the memory. */
    @SuppressWarnings("ReferenceEquality") // which object it is decides whether memory is saved
    private static Event sharing(Value input, Event completion) {
      if (!(input instanceof Value.Fields asked)
          || !(completion.value() instanceof Value.Fields answered)) {
        return completion;
      }
      if (answered == asked || CompactFields.continues(answered.fields(), asked.fields())) {
        return completion;
      }
      Value.Fields shared = answered;
      boolean same = asked.fields().size() == answered.fields().size();
      for (Map.Entry<String, Value> field : answered.fields().entrySet()) {
        Value given = asked.get(field.getKey()).orElse(null);
        same &= field.getValue().equals(given);
        if (given != null && given != field.getValue() && given.equals(field.getValue())) {
          shared = shared.with(field.getKey(), given);
        }
      }
      Value value = same ? asked : shared;
      if (value == completion.value()) {
        return completion;
      }
      return new Event(
          completion.index(),
          completion.timeNanos(),
          completion.process(),
          completion.type(),
          completion.f(),
          value,
          completion.error());
    }
  }

  private static final Outcome NEVER_COMPLETED = new Outcome.Unknown("no completion was recorded");
}
