package dev.assay.checkers.verifier;

import dev.assay.checkers.statement.Refused;
import dev.assay.checkers.statement.Span;
import dev.assay.checkers.statement.Statement;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Orders that keep real time, each process's own order, the places that answers claim, several of
 * these, or nothing.
 */
public final class Orders {
  private static final Set<String> KNOWN = Set.of("realtime", "process", "claimed", "nothing");

  private final Value start;
  private final List<String> respects;
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
    this.respects = Arrays.asList(respects.split("\\+", -1));
    this.until = until;
    this.left = placesMax;
    Refused.unless(KNOWN.containsAll(this.respects), "an order can't respect " + respects);
  }

  private Stream<Span> spans(Statement statement) {
    return statement.spans().stream().filter(span -> respects.contains(span.order()));
  }

  /** Refuses an order in which something is impossible, or comes too late. */
  void replay(List<Statement> order) {
    Map<Value, Value> state = new HashMap<>();
    Map<Value, Long> latest = new HashMap<>();
    for (Statement next : order) {
      String name = "#" + next.index();
      Optional<Map<Value, Value>> changes = next.changes(state, start, Set.of());
      Refused.unless(changes.isPresent(), "the answer of " + name + " is impossible there");
      state.putAll(changes.orElseThrow());
      spans(next)
          .forEach(
              span -> {
                long last = latest.merge(span.clock(), span.from(), Math::max);
                Refused.unless(span.to() >= last, name + " had to come before others");
              });
    }
  }

  /** Who has a place so far, as bits by their numbers; and the state after them. */
  private record Place(BigInteger placed, Map<Value, Value> state) {
    Place with(int number, Map<Value, Value> changes) {
      Map<Value, Value> later = new HashMap<>(state);
      later.putAll(changes);
      return new Place(placed.setBit(number), later);
    }

    boolean hasAll(BigInteger numbers) {
      return numbers.andNot(placed).signum() == 0;
    }
  }

  private boolean isDue(Statement statement) {
    return statement.end() <= until && statement.end() < Operation.NEVER;
  }

  private static boolean isBefore(List<Span> one, List<Span> other) {
    return one.stream().anyMatch(span -> other.stream().anyMatch(span::isBefore));
  }

  private static BigInteger numbers(int count, IntPredicate isMeant) {
    BigInteger numbers = BigInteger.ZERO;
    for (int i = 0; i < count; i++) {
      numbers = isMeant.test(i) ? numbers.setBit(i) : numbers;
    }
    return numbers;
  }

  /**
   * Whether any order explains all that is due: tries every beginning of one, each only once.
   *
   * @param gone what those changed who were left out
   */
  public boolean exist(List<Statement> few, Set<Value> gone) {
    List<List<Span>> spans = few.stream().map(one -> spans(one).toList()).toList();
    BigInteger due = numbers(few.size(), i -> isDue(few.get(i)));
    List<BigInteger> before =
        spans.stream()
            .map(late -> numbers(few.size(), i -> due.testBit(i) && isBefore(spans.get(i), late)))
            .toList();
    Deque<Place> places = new ArrayDeque<>(List.of(new Place(BigInteger.ZERO, Map.of())));
    Set<Place> seen = new HashSet<>();
    while (!places.isEmpty()) {
      Refused.unless(left-- > 0, "there are too many orders to try them all");
      Place place = places.pop();
      if (place.hasAll(due)) {
        return true;
      }
      for (int i = 0; i < few.size(); i++) {
        int next = i;
        if (!place.placed.testBit(i) && place.hasAll(before.get(i))) {
          few.get(i)
              .changes(place.state, start, gone)
              .map(changes -> place.with(next, changes))
              .filter(seen::add)
              .ifPresent(places::push);
        }
      }
    }
    return false;
  }
}
