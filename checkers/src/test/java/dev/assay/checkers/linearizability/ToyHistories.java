package dev.assay.checkers.linearizability;

import dev.assay.checkers.benchmark.Clients;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What a toy really answered to a few clients, and the same with an answer exchanged. */
public final class ToyHistories {
  private static final int OPERATIONS_MAX = 7;

  private ToyHistories() {}

  public static History history(Toys toy, long seed) {
    return history(operations(toy, seed));
  }

  static List<Operation> operations(Toys toy, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int operations = 3 + random.nextInt(OPERATIONS_MAX - 2);
    double unknownShare = random.nextInt(3) == 0 ? 0 : 0.3;
    List<Operation> made =
        Clients.work(
            toy.subject.get(), 2 + random.nextInt(3), operations, unknownShare, random.nextLong());
    return random.nextInt(3) == 0 ? made : exchanged(made, random);
  }

  /** Two operations of one sort get each other's questions and answers, or one gets the other's. */
  static List<Operation> exchanged(List<Operation> made, SplittableRandom random) {
    List<Operation> changed = new ArrayList<>(made);
    List<Integer> known =
        IntStream.range(0, made.size()).filter(i -> !made.get(i).isUnknown()).boxed().toList();
    if (known.isEmpty()) {
      return changed;
    }
    int one = known.get(random.nextInt(known.size()));
    Operation first = made.get(one);
    List<Integer> others = known.stream().filter(i -> isOther(first, made.get(i))).toList();
    if (!others.isEmpty()) {
      int other = others.get(random.nextInt(others.size()));
      changed.set(one, with(first, made.get(other)));
      if (random.nextInt(3) == 0) {
        changed.set(other, with(made.get(other), first));
      }
    }
    return changed;
  }

  private static boolean isOther(Operation one, Operation other) {
    boolean isSame = one.input().equals(other.input()) && one.outcome().equals(other.outcome());
    return one.f().equals(other.f()) && !isSame;
  }

  private static Operation with(Operation operation, Operation answer) {
    return new Operation(
        operation.index(),
        operation.process(),
        operation.f(),
        answer.input(),
        answer.outcome(),
        operation.invokedNanos(),
        operation.completedNanos(),
        operation.completionIndex());
  }

  private static History history(List<Operation> operations) {
    List<Event> events = new ArrayList<>();
    for (Operation o : operations) {
      events.add(
          new Event(
              o.index(), 0, o.process(), EventType.INVOKE, o.f(), o.input(), Optional.empty()));
      if (o.completionIndex() != Operation.NEVER) {
        events.add(
            switch (o.outcome()) {
              case Outcome.Ok(Value answer) -> completion(o, EventType.OK, answer);
              case Outcome.Fail _ -> completion(o, EventType.FAIL, o.input());
              case Outcome.Unknown _ -> completion(o, EventType.UNKNOWN, o.input());
            });
      }
    }
    events.sort(Comparator.comparingLong(Event::index));
    return History.of(events);
  }

  private static Event completion(Operation o, EventType type, Value value) {
    return new Event(
        o.completionIndex(),
        0,
        o.process(),
        type,
        o.f(),
        value,
        type == EventType.OK ? Optional.empty() : Optional.of("no"));
  }
}
