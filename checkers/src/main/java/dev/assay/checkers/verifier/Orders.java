package dev.assay.checkers.verifier;

import dev.assay.checkers.statement.Refused;
import dev.assay.checkers.statement.Statement;
import dev.assay.checkers.statement.Statements;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Orders that keep real time, each process's own order, the places that answers claim, several of
 * these, or nothing.
 */
public final class Orders {
  private final Value start;
  private final String respects;
  private final long until;
  private long left;

  /**
   * Of statements.
   *
   * @param start what cells hold at first
   * @param respects words joined with "+", as in "process+claimed"
   * @param until the event after which nothing is due any more
   * @param placesMax how many beginnings of orders are tried in all
   */
  public Orders(Value start, String respects, long until, long placesMax) {
    this.start = start;
    this.respects = respects;
    this.until = until;
    this.left = placesMax;
  }

  /** From when and until when something can take effect, by some clock. */
  private record Span(Value clock, long from, long to) {}

  /** Who came before what is due next, by number; and the state after them. */
  private record Place(BitSet early, Map<Value, Value> state) {
    Place with(int number, Map<Value, Value> changes) {
      Place later = new Place((BitSet) early.clone(), new HashMap<>(state));
      later.early.set(number);
      later.state.putAll(changes);
      return later;
    }
  }

  private List<Span> spans(Statement statement) {
    List<Operation> same = statement.operations();
    List<Span> spans = new ArrayList<>();
    for (String clock : List.of(respects.split("\\+", -1))) {
      switch (clock) {
        case "realtime" ->
            spans.add(new Span(Value.of(clock), same.getFirst().index(), statement.end()));
        case "process" ->
            same.stream()
                .filter(_ -> same.size() == 1)
                .map(o -> new Span(Value.of(o.process().number()), o.index(), o.index()))
                .forEach(spans::add);
        case "claimed" ->
            same.stream()
                .flatMap(Statements::place)
                .forEach(place -> spans.add(new Span(Value.of(clock), place, place)));
        default -> Refused.unless(clock.equals("nothing"), "an order can't respect " + clock);
      }
    }
    return spans;
  }

  private static boolean isBefore(List<Span> one, List<Span> other) {
    for (Span a : one) {
      for (Span b : other) {
        if (a.to < b.from && a.clock.equals(b.clock)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Refuses an order in which something is impossible, or comes too late. */
  void replay(List<Statement> order) {
    Map<Value, Value> state = new HashMap<>();
    Map<Value, Long> latest = new HashMap<>();
    for (Statement next : order) {
      String name = "#" + next.index();
      var changes = next.changes(state, start, Set.of());
      Refused.unless(changes.isPresent(), "the answer of " + name + " is impossible there");
      state.putAll(changes.orElseThrow());
      for (Span span : spans(next)) {
        long last = latest.merge(span.clock, span.from, Math::max);
        Refused.unless(span.to >= last, name + " had to come before others");
      }
    }
  }

  /**
   * Whether any order explains all that is due: each is placed just in time, after some of those
   * that may come before it (Lowe, "Testing for Linearizability", 2017).
   *
   * @param gone what those changed who were left out
   */
  public boolean exist(List<Statement> few, Set<Value> gone) {
    List<List<Span>> spans = few.stream().map(this::spans).toList();
    List<Integer> open = new ArrayList<>(IntStream.range(0, few.size()).boxed().toList());
    List<Integer> due =
        open.stream()
            .filter(i -> few.get(i).end() <= until && few.get(i).end() < Operation.NEVER)
            .sorted(Comparator.comparingLong(i -> few.get(i).end()))
            .toList();
    List<BitSet> before = Stream.generate(BitSet::new).limit(few.size()).toList();
    for (int b : due) {
      open.forEach(i -> before.get(i).set(b, isBefore(spans.get(b), spans.get(i))));
    }
    Set<Place> all = Set.of(new Place(new BitSet(), Map.of()));
    for (int next : due) {
      Set<Place> then = new HashSet<>();
      Set<Place> seen = new HashSet<>(all);
      Deque<Place> places = new ArrayDeque<>(all);
      while (!places.isEmpty()) {
        Refused.unless(left-- > 0, "there are too many orders to try them all");
        Place place = places.pop();
        if (place.early.get(next)) {
          then.add(place);
          continue;
        }
        for (int i : open) {
          BitSet missing = (BitSet) before.get(i).clone();
          missing.andNot(place.early);
          if (missing.isEmpty() && !place.early.get(i)) {
            few.get(i)
                .changes(place.state, start, gone)
                .map(changes -> place.with(i, changes))
                .filter(seen::add)
                .ifPresent(places::push);
          }
        }
      }
      before.forEach(b -> b.clear(next));
      open.remove(Integer.valueOf(next));
      then.forEach(place -> place.early.clear(next));
      all = Set.copyOf(then);
    }
    return !all.isEmpty();
  }
}
