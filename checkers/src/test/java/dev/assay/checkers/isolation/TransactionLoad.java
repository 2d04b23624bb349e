package dev.assay.checkers.isolation;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The load on which Elle was measured: transactions of 1 to 4 steps, half of them appends, over ten
 * lists of which each is replaced by a new one after 32 appends; ten clients back to back, each
 * transaction executed at one moment within its interval. Strictly serializable by construction.
 */
final class TransactionLoad {
  private static final int KEYS = 10;
  private static final int WRITES_MAX = 32;
  private static final Value READ = Value.of("r");
  private static final Value APPEND = Value.of("append");

  private final Seed seed;
  private final boolean lists;
  private long draws;
  private final long[] keyNames = new long[KEYS];
  private final List<List<Value>> contents = new ArrayList<>();
  private long nextKey;
  private final PriorityQueue<Moment> moments =
      new PriorityQueue<>(Comparator.comparingLong(Moment::nanos).thenComparingInt(Moment::client));

  private record Moment(long nanos, int client, int stage) {}

  TransactionLoad(Seed seed, boolean lists) {
    this.seed = seed;
    this.lists = lists;
    for (int i = 0; i < KEYS; i++) {
      keyNames[i] = nextKey++;
      contents.add(new ArrayList<>());
    }
  }

  History history(int transactions, int clients) {
    History.Builder history = new History.Builder();
    run(transactions, clients, history::add);
    return history.build();
  }

  /** The operations by completion, without a history to hold them. */
  void stream(int transactions, int clients, Consumer<Operation> consumer) {
    Event[] open = new Event[clients];
    run(
        transactions,
        clients,
        event -> {
          int client = (int) event.process().number();
          if (event.type() == EventType.INVOKE) {
            open[client] = event;
          } else {
            consumer.accept(operation(open[client], event));
          }
        });
  }

  private static Operation operation(Event invoked, Event completed) {
    return new Operation(
        invoked.index(),
        invoked.process(),
        invoked.f(),
        invoked.value(),
        new Outcome.Ok(completed.value()),
        invoked.timeNanos(),
        completed.timeNanos(),
        completed.index());
  }

  private void run(int transactions, int clients, Consumer<Event> consumer) {
    Value[] asked = new Value[clients];
    Value[] answered = new Value[clients];
    for (int client = 0; client < clients; client++) {
      moments.add(new Moment(think(), client, 0));
    }
    long index = 0;
    int begun = 0;
    while (!moments.isEmpty()) {
      Moment now = moments.remove();
      int client = now.client();
      switch (now.stage()) {
        case 0 -> {
          if (begun < transactions) {
            begun++;
            asked[client] = ask();
            consumer.accept(event(index++, now, EventType.INVOKE, asked[client]));
            long latency = latency();
            long at = (long) (latency * uniform());
            moments.add(new Moment(now.nanos() + at, client, 1));
            moments.add(new Moment(now.nanos() + latency, client, 2));
          }
        }
        case 1 -> answered[client] = execute((Value.Items) asked[client]);
        default -> {
          consumer.accept(event(index++, now, EventType.OK, answered[client]));
          moments.add(new Moment(now.nanos() + think(), client, 0));
        }
      }
    }
  }

  private static Event event(long index, Moment now, EventType type, Value value) {
    return new Event(
        index, now.nanos(), new ProcessId(now.client()), type, "txn", value, Optional.empty());
  }

  private double uniform() {
    return (seed.draw(draws++) >>> 11) * 0x1.0p-53;
  }

  private long exponential(double meanNanos) {
    return (long) (-meanNanos * Math.log(1 - uniform()));
  }

  private long think() {
    return 1_000 + exponential(20_000);
  }

  private long latency() {
    long latency = 100_000 + exponential(900_000);
    return uniform() < 0.01 ? latency * 10 : latency;
  }

  private Value ask() {
    int steps = 1 + seed.below(draws++, 4);
    List<Value> asked = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int slot = seed.below(draws++, KEYS);
      boolean reads = seed.below(draws++, 2) == 0;
      asked.add(
          Value.items(
              List.of(
                  reads ? READ : lists ? APPEND : Value.of("w"),
                  Value.of(keyNames[slot]),
                  reads ? Value.NIL : append(slot))));
    }
    return Value.items(asked);
  }

  /** The next element of the list in this place, which is replaced after the last one. */
  private final int[] asked = new int[KEYS];

  private Value append(int slot) {
    Value element = Value.of(++asked[slot]);
    if (asked[slot] == WRITES_MAX) {
      keyNames[slot] = nextKey++;
      contents.add(new ArrayList<>());
      asked[slot] = 0;
    }
    return element;
  }

  private Value execute(Value.Items steps) {
    List<Value> answered = new ArrayList<>();
    for (Value step : steps.items()) {
      List<Value> parts = ((Value.Items) step).items();
      List<Value> content = contents.get((int) ((Value.Whole) parts.get(1)).number());
      if (parts.getFirst().equals(READ)) {
        Value seen =
            lists ? Value.items(content) : content.isEmpty() ? Value.NIL : content.getLast();
        answered.add(Value.items(List.of(READ, parts.get(1), seen)));
      } else {
        content.add(parts.get(2));
        answered.add(step);
      }
    }
    return Value.items(answered);
  }
}
