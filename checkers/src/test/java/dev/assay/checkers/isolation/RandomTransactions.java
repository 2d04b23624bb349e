package dev.assay.checkers.isolation;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Small histories of transactions by chance: a few clients, transactions executed one by one
 * somewhere in their intervals, and now and then something spoiled.
 */
public final class RandomTransactions {
  private final Seed seed;
  private final boolean lists;
  private final Map<String, List<Long>> store = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private long draws;
  private long nextElement = 1;

  private RandomTransactions(Seed seed, boolean lists) {
    this.seed = seed;
    this.lists = lists;
  }

  /**
   * A history.
   *
   * @param lists list-append; else registers
   * @param spoiledPercent how often a read shows something old, or a transaction is executed late
   */
  public static History history(Seed seed, boolean lists, int transactions, int spoiledPercent) {
    return new RandomTransactions(seed, lists).run(transactions, spoiledPercent);
  }

  private int below(int bound) {
    return seed.below(draws++, bound);
  }

  private record Running(ProcessId process, List<Value> asked, List<Value> answered, int outcome) {}

  private History run(int transactions, int spoiledPercent) {
    List<Running> running = new ArrayList<>();
    long process = 0;
    int begun = 0;
    while (begun < transactions || !running.isEmpty()) {
      boolean begins = begun < transactions && running.size() < 3 && below(2) == 0;
      if (begins) {
        Running next = begin(new ProcessId(process++), spoiledPercent);
        event(next.process, EventType.INVOKE, Value.items(next.asked));
        running.add(next);
        begun++;
      } else if (!running.isEmpty()) {
        Running ends = running.remove(below(running.size()));
        switch (ends.outcome) {
          case 0 -> event(ends.process, EventType.FAIL, Value.items(ends.asked));
          case 1 -> event(ends.process, EventType.UNKNOWN, Value.items(ends.asked));
          default -> event(ends.process, EventType.OK, Value.items(ends.answered));
        }
      }
    }
    return History.of(events);
  }

  private Running begin(ProcessId process, int spoiledPercent) {
    List<Value> asked = new ArrayList<>();
    List<Value> answered = new ArrayList<>();
    int outcome = below(12);
    boolean takesEffect = outcome > 1 || (outcome == 1 && below(2) == 0);
    int steps = 1 + below(3);
    for (int i = 0; i < steps; i++) {
      String key = below(2) == 0 ? "x" : "y";
      List<Long> content = store.computeIfAbsent(key, _ -> new ArrayList<>());
      if (below(2) == 0) {
        int shown = below(100) < spoiledPercent ? below(content.size() + 1) : content.size();
        asked.add(step("r", key, Value.NIL));
        answered.add(step("r", key, seen(content.subList(0, shown))));
      } else {
        Value element = Value.of(nextElement);
        asked.add(step(lists ? "append" : "w", key, element));
        answered.add(step(lists ? "append" : "w", key, element));
        if (takesEffect || below(100) < spoiledPercent) {
          int place = below(100) < spoiledPercent ? below(content.size() + 1) : content.size();
          content.add(place, nextElement);
        }
        nextElement++;
      }
    }
    return new Running(process, asked, answered, outcome);
  }

  private Value seen(List<Long> content) {
    if (lists) {
      return Value.items(content.stream().map(Value::of).toList());
    }
    return content.isEmpty() ? Value.NIL : Value.of(content.getLast());
  }

  private static Value step(String verb, String key, Value argument) {
    return Value.items(List.of(Value.of(verb), Value.of(key), argument));
  }

  private void event(ProcessId process, EventType type, Value value) {
    boolean failed = type == EventType.FAIL || type == EventType.UNKNOWN;
    events.add(
        new Event(
            events.size(),
            events.size(),
            process,
            type,
            "txn",
            value,
            failed ? Optional.of("lost") : Optional.empty()));
  }
}
