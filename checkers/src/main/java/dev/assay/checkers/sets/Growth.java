package dev.assay.checkers.sets;

import dev.assay.checkers.linearizability.Clashing;
import dev.assay.checkers.linearizability.Moments;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A set that only grows, step by step: a step is what is added before the next larger read. */
final class Growth {
  private static final int NOBODY = -1;
  private static final int MISSED = 0;
  private static final int ADDED = 1;
  private static final int FOUND = 2;
  private static final int SEEN = 3;

  private final List<Operation> operations;
  private final Map<Value, Element> elements = new LinkedHashMap<>();
  private final List<Read> reads = new ArrayList<>();

  /** By step: the reads that show what was added up to it, and no more. */
  private final List<List<Read>> steps = new ArrayList<>();

  private final Moments moments = new Moments();

  /** The last moment that something had to wait for, and whose call that is. */
  private record Bound(long moment, int op) {
    Bound later(Bound other) {
      return other.moment > moment ? other : this;
    }
  }

  private record Read(int op, Set<Value> shown) {}

  private static final class Element {
    private final List<Integer> adds = new ArrayList<>();
    private final List<Integer> found = new ArrayList<>();
    private final List<Integer> missed = new ArrayList<>();

    /** The number of reads of different size without it; the largest when none is with it. */
    private int step = Integer.MAX_VALUE;

    boolean isSpokenOfBy(int op) {
      return adds.contains(op) || found.contains(op) || missed.contains(op);
    }
  }

  Growth(List<Operation> operations) {
    this.operations = operations;
  }

  /** False when it is not of the kind that is decided here. */
  boolean take(int op, SetCall call) {
    switch (call) {
      case SetCall.Add(Value it) -> element(it).adds.add(op);
      case SetCall.Contains(Value it, boolean is) ->
          (is ? element(it).found : element(it).missed).add(op);
      case SetCall.Seen(Set<Value> shown) -> reads.add(new Read(op, shown));
      case SetCall.Silent() -> {
        return operations.get(op).isUnknown();
      }
      case SetCall.Remove _, SetCall.Odd _ -> {
        return false;
      }
    }
    return true;
  }

  private Element element(Value it) {
    return elements.computeIfAbsent(it, _ -> new Element());
  }

  private long call(int op) {
    return operations.get(op).index();
  }

  private Bound calledAt(int op) {
    return new Bound(call(op), op);
  }

  List<Integer> order() {
    chain();
    List<List<Element>> added = added();
    Bound bound = new Bound(-1, NOBODY);
    for (int step = 0; step < added.size(); step++) {
      Bound all = bound;
      for (Element element : added.get(step)) {
        all = all.later(placed(element, step, bound));
      }
      bound = all;
      for (Read read : step < steps.size() ? steps.get(step) : List.<Read>of()) {
        place(read.op, step, SEEN, all);
        bound = bound.later(calledAt(read.op));
      }
    }
    return moments.inOrder();
  }

  /** Sorts the reads into steps. */
  private void chain() {
    reads.sort(Comparator.comparingInt(read -> read.shown.size()));
    int known = 0;
    for (Read read : reads) {
      if (steps.isEmpty() || read.shown.size() > known) {
        steps.add(new ArrayList<>());
      }
      int step = steps.size() - 1;
      int before = 0;
      for (Value it : read.shown) {
        Element element = element(it);
        if (element.adds.isEmpty()) {
          throw new Clashing(List.of(read.op), "it shows what nobody had added");
        }
        before += element.step < step ? 1 : 0;
        element.step = Math.min(element.step, step);
      }
      boolean isLarger = steps.getLast().isEmpty();
      if ((isLarger ? before : read.shown.size()) != known || !showsAll(read, step)) {
        throw crossed(read);
      }
      known = read.shown.size();
      steps.getLast().add(read);
    }
  }

  /** Whether a read that is no larger than the one before shows the same. */
  private boolean showsAll(Read read, int step) {
    return steps.getLast().isEmpty() || read.shown.equals(steps.get(step).getFirst().shown);
  }

  private Clashing crossed(Read read) {
    Read other =
        steps.getLast().isEmpty()
            ? steps.get(steps.size() - 2).getLast()
            : steps.getLast().getLast();
    List<Integer> clash = new ArrayList<>(List.of(read.op, other.op));
    only(read, other, clash);
    only(other, read, clash);
    return new Clashing(clash, "each shows something that the other does not");
  }

  private void only(Read one, Read other, List<Integer> clash) {
    one.shown.stream()
        .filter(it -> !other.shown.contains(it))
        .limit(1)
        .forEach(it -> clash.addAll(element(it).adds));
  }

  /** By step: what is added then; last what no read shows. */
  private List<List<Element>> added() {
    List<List<Element>> added = new ArrayList<>();
    for (int step = 0; step <= steps.size(); step++) {
      added.add(new ArrayList<>());
    }
    for (Element element : elements.values()) {
      boolean isThere =
          element.step < steps.size()
              || !element.found.isEmpty()
              || element.adds.stream().anyMatch(op -> !operations.get(op).isUnknown());
      if (isThere) {
        element.step = Math.min(element.step, steps.size());
        added.get(element.step).add(element);
      } else {
        element.missed.forEach(op -> moments.add(call(op), 0, op));
      }
    }
    return added;
  }

  /** Places all that is said of one element; the moment from which on it is there. */
  private Bound placed(Element element, int step, Bound bound) {
    if (element.adds.isEmpty()) {
      throw new Clashing(element.found.subList(0, 1), "it found what nobody had added");
    }
    int first = element.adds.getFirst(); // The first to be called: later ones are no better.
    Bound there = bound.later(calledAt(first));
    for (int op : element.missed) {
      moments.add(call(op), 4L * step + MISSED, op);
      there = there.later(calledAt(op));
    }
    for (int op : element.adds) {
      if (op == first || !operations.get(op).isUnknown()) {
        place(op, step, ADDED, there);
      }
    }
    for (int op : element.found) {
      place(op, step, FOUND, there);
    }
    return there;
  }

  private void place(int op, int step, int rank, Bound bound) {
    if (operations.get(op).endIndex() < bound.moment) {
      throw late(op, step, bound.op);
    }
    moments.add(Math.max(call(op), bound.moment), 4L * step + rank, op);
  }

  /** With all that says that the one comes before the other, though it began later. */
  private Clashing late(int op, int step, int earlier) {
    List<Integer> clash = new ArrayList<>(List.of(op, earlier));
    int stepOfEarlier = step;
    boolean isRead = true;
    for (Element element : elements.values()) {
      if (element.isSpokenOfBy(earlier)) {
        clash.addAll(element.adds);
        stepOfEarlier = element.step;
      }
      if (element.isSpokenOfBy(op)) {
        clash.addAll(element.adds);
        isRead = false;
      }
    }
    if (stepOfEarlier < step) {
      clash.add(steps.get(stepOfEarlier).getFirst().op);
    }
    if (isRead) {
      elements.values().stream()
          .filter(element -> element.step == step)
          .limit(1)
          .forEach(element -> clash.addAll(element.adds));
    }
    return new Clashing(clash, "the order in which the set grew is against time");
  }
}
