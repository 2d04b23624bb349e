package dev.assay.checkers.phenomenon;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether transactions show what a level of isolation rules out, by the names of Adya and Elle. A
 * circle is cited by its edges: {@code [from, "ww", to]}, where the target wrote over what the
 * source wrote, {@code "wr"}, where it read that, {@code "rw"}, where it wrote over what the source
 * read, {@code "process"} and {@code "realtime"}; what is no circle by the transactions.
 *
 * @param isOfLists whether steps append to lists; they write registers otherwise
 */
public record Phenomena(boolean isOfLists, List<Operation> operations) {
  /** A step of a transaction, behind so many others. */
  private record Step(int place, boolean isRead, Value key, Value value) {}

  /**
   * Whether they do.
   *
   * @throws RuntimeException when what is cited is not there
   */
  public boolean show(String name, List<Value> cites) {
    if (cites.getFirst() instanceof Value.Items) {
      return isCircle(name, cites);
    }
    Operation one = operation(cites.getFirst());
    Operation other = operation(cites.getLast());
    return one.isOk()
        && switch (name) {
          case "G1a" -> other.isFail() && isReadBy(other, one);
          case "G1b" -> !one.equals(other) && keys(one).anyMatch(key -> isMiddle(key, one, other));
          case "garbage-read" -> keys(one).anyMatch(key -> isGarbage(key, one));
          case "dirty-update" ->
              other.isFail() && keys(one).anyMatch(key -> isBuiltOn(key, other, one));
          case "duplicate-elements" -> reads(one).anyMatch(this::repeats);
          case "incompatible-order" ->
              keys(one).anyMatch(key -> areApart(key, one, other) || isTorn(key, one, other));
          case "internal" -> keys(one).anyMatch(key -> forgets(key, one));
          case "future-read" ->
              reads(one).anyMatch(r -> writes(one).anyMatch(w -> w.place > r.place && shows(r, w)));
          case "lost-update" ->
              !one.equals(other) && keys(one).anyMatch(k -> areLost(k, one, other));
          default -> throw new IllegalArgumentException("nothing is called " + name);
        };
  }

  /** Of the kind, which is a name with the order that it needs beside dependencies. */
  private boolean isCircle(String name, List<Value> edges) {
    boolean isClosed =
        IntStream.range(0, edges.size())
            .allMatch(i -> part(edges.get(i), 2).equals(part(next(edges, i), 0)));
    return isClosed && isOf(name, edges) && edges.stream().allMatch(this::holds);
  }

  private static boolean isOf(String name, List<Value> edges) {
    List<String> kinds = edges.stream().map(edge -> text(part(edge, 1))).toList();
    Set<String> orders =
        name.endsWith("-realtime")
            ? Set.of("process", "realtime")
            : name.endsWith("-process") ? Set.of("process") : Set.of();
    boolean isKnown =
        kinds.stream().allMatch(k -> Set.of("ww", "wr", "rw").contains(k) || orders.contains(k));
    int rw = Collections.frequency(kinds, "rw");
    boolean isAdjacent =
        IntStream.range(0, kinds.size())
            .anyMatch(i -> kinds.get(i).equals("rw") && next(kinds, i).equals("rw"));
    return isKnown
        && switch (name.replaceFirst("-(process|realtime)$", "")) {
          case "G0" -> rw == 0 && !kinds.contains("wr");
          case "G1c" -> rw == 0;
          case "G-single" -> rw == 1;
          case "G-nonadjacent" -> rw > 0 && !isAdjacent;
          case "write-skew", "G2-item" -> true;
          default -> false;
        };
  }

  private static <T> T next(List<T> round, int i) {
    return round.get((i + 1) % round.size());
  }

  private boolean holds(Value edge) {
    Operation from = operation(part(edge, 0));
    Operation to = operation(part(edge, 2));
    return !from.equals(to)
        && tookEffect(from)
        && tookEffect(to)
        && switch (text(part(edge, 1))) {
          case "ww" -> keys(to).anyMatch(key -> isOver(key, from, to));
          case "wr" -> to.isOk() && isReadBy(from, to);
          case "rw" -> from.isOk() && keys(from).anyMatch(key -> isOverRead(key, from, to));
          case "process" -> from.process().equals(to.process()) && from.index() < to.index();
          default -> from.isBefore(to);
        };
  }

  private boolean tookEffect(Operation o) {
    return o.isOk() || (!o.isFail() && operations.stream().anyMatch(reader -> isReadBy(o, reader)));
  }

  /** What nobody else wrote. */
  private boolean isReadBy(Operation writer, Operation reader) {
    return reader.isOk()
        && reads(reader)
            .anyMatch(r -> writes(writer).anyMatch(w -> shows(r, w) && writers(w) == 1));
  }

  private boolean isOver(Value key, Operation from, Operation to) {
    return isOfLists
        ? isShown(key, from, to, (i, j) -> i < j)
        : isReadBy(from, to)
            && first(key, to).anyMatch(r -> on(key, writes(from)).anyMatch(w -> shows(r, w)))
            && on(key, writes(to)).findAny().isPresent();
  }

  /** Reads of the key begin alike, and the longest shows elements of both, at such places. */
  private boolean isShown(
      Value key, Operation one, Operation other, BiPredicate<Integer, Integer> places) {
    List<List<Value>> seen =
        operations.stream().flatMap(o -> on(key, reads(o))).map(r -> elements(r.value)).toList();
    List<Value> all = seen.stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
    return seen.stream().allMatch(list -> agree(list, all))
        && own(key, one)
            .filter(all::contains)
            .anyMatch(
                x ->
                    own(key, other)
                        .filter(all::contains)
                        .anyMatch(y -> places.test(all.indexOf(x), all.indexOf(y))));
  }

  /** Elements that were appended once. */
  private Stream<Value> own(Value key, Operation o) {
    return on(key, writes(o)).filter(w -> writers(w) == 1).map(Step::value);
  }

  private boolean isOverRead(Value key, Operation from, Operation to) {
    return isOfLists
        ? on(key, reads(from))
            .anyMatch(r -> own(key, to).anyMatch(y -> !elements(r.value).contains(y)))
        : on(key, writes(to)).findAny().isPresent()
            && first(key, from)
                .anyMatch(
                    r ->
                        r.value.equals(Value.NIL)
                            || (to.isOk()
                                && first(key, to).anyMatch(s -> s.value.equals(r.value))));
  }

  /** It saw the writer's step that was not the last. */
  private boolean isMiddle(Value key, Operation reader, Operation writer) {
    List<Step> written = on(key, writes(writer)).toList();
    return on(key, reads(reader))
        .anyMatch(
            r ->
                written.stream()
                    .limit(Math.max(0, written.size() - 1))
                    .anyMatch(w -> writers(w) == 1 && last(r.value).equals(w.value)));
  }

  private boolean isGarbage(Value key, Operation reader) {
    return on(key, reads(reader))
        .flatMap(r -> elements(r.value).stream())
        .anyMatch(x -> writers(new Step(0, false, key, x)) == 0);
  }

  private boolean isBuiltOn(Value key, Operation failed, Operation above) {
    return isOfLists
        ? isShown(key, failed, above, (i, j) -> j == i + 1)
        : isOver(key, failed, above);
  }

  private boolean repeats(Step read) {
    return elements(read.value).stream()
        .anyMatch(
            x ->
                Collections.frequency(elements(read.value), x) > 1
                    && writers(new Step(0, false, read.key, x)) <= 1);
  }

  /** Of two lists that others had made, or that one saw, neither begins with the other. */
  private boolean areApart(Value key, Operation one, Operation other) {
    return sights(key, one, other)
        .anyMatch(
            r ->
                sights(key, other, one)
                    .anyMatch(s -> !agree(elements(r.value), elements(s.value))));
  }

  private static Stream<Step> sights(Value key, Operation o, Operation other) {
    return o.equals(other) ? on(key, reads(o)) : first(key, o);
  }

  private static boolean agree(List<Value> one, List<Value> other) {
    int both = Math.min(one.size(), other.size());
    return one.subList(0, both).equals(other.subList(0, both));
  }

  /** It saw one of two elements that were appended together, where there must be the other, too. */
  private boolean isTorn(Value key, Operation reader, Operation writer) {
    List<Value> own = own(key, writer).toList();
    return on(key, reads(reader))
        .map(r -> elements(r.value))
        .anyMatch(
            list ->
                IntStream.range(1, own.size())
                    .anyMatch(
                        i -> {
                          int x = list.indexOf(own.get(i - 1));
                          int y = list.indexOf(own.get(i));
                          return (y >= 0 && (x < 0 || x > y))
                              || (y < 0 && x >= 0 && x < list.size() - 1);
                        }));
  }

  /** Of what it had read or written itself. */
  private boolean forgets(Value key, Operation o) {
    List<Step> steps = on(key, steps(o)).toList();
    List<Value> known = new ArrayList<>();
    boolean isWhole = false;
    for (Step step : steps) {
      if (step.isRead) {
        List<Value> list = elements(step.value);
        int before = isWhole ? 0 : Math.max(0, list.size() - known.size());
        if (!list.subList(before, list.size()).equals(known)) {
          return true;
        }
        known = new ArrayList<>(list);
        isWhole = true;
      } else {
        known = isOfLists ? known : new ArrayList<>();
        known.add(step.value);
        isWhole |= !isOfLists;
      }
    }
    return false;
  }

  /** Both had read the same before they wrote. */
  private boolean areLost(Value key, Operation one, Operation other) {
    return tookEffect(other)
        && Stream.of(one, other).allMatch(o -> on(key, writes(o)).findAny().isPresent())
        && first(key, one)
            .anyMatch(
                r -> first(key, other).anyMatch(s -> elements(s.value).equals(elements(r.value))));
  }

  /** Its first step at the key, if that is a read. */
  private static Stream<Step> first(Value key, Operation o) {
    return on(key, steps(o)).limit(1).filter(step -> o.isOk() && step.isRead);
  }

  private boolean shows(Step read, Step write) {
    return read.key.equals(write.key) && elements(read.value).contains(write.value);
  }

  private long writers(Step written) {
    return operations.stream()
        .flatMap(Phenomena::writes)
        .filter(w -> w.key.equals(written.key) && w.value.equals(written.value))
        .count();
  }

  private List<Value> elements(Value value) {
    return value.equals(Value.NIL)
        ? List.of()
        : isOfLists ? ((Value.Items) value).items() : List.of(value);
  }

  private Value last(Value read) {
    return elements(read).isEmpty() ? Value.NIL : elements(read).getLast();
  }

  private static Stream<Value> keys(Operation o) {
    return steps(o).map(Step::key).distinct();
  }

  private static Stream<Step> on(Value key, Stream<Step> steps) {
    return steps.filter(step -> step.key.equals(key));
  }

  private static Stream<Step> reads(Operation o) {
    return o.isOk() ? steps(o).filter(Step::isRead) : Stream.of();
  }

  private static Stream<Step> writes(Operation o) {
    return steps(o).filter(step -> !step.isRead);
  }

  private static Stream<Step> steps(Operation o) {
    List<Value> steps =
        (o.outcome() instanceof Outcome.Ok(Value answer) ? answer : o.input())
                instanceof Value.Items(List<Value> items)
            ? items
            : List.of();
    return IntStream.range(0, steps.size())
        .mapToObj(
            i ->
                new Step(
                    i,
                    text(part(steps.get(i), 0)).startsWith("r"),
                    part(steps.get(i), 1),
                    part(steps.get(i), 2)));
  }

  private Operation operation(Value index) {
    return operations.stream()
        .filter(o -> Value.of(o.index()).equals(index))
        .findFirst()
        .orElseThrow();
  }

  private static Value part(Value items, int place) {
    return ((Value.Items) items).items().get(place);
  }

  private static String text(Value value) {
    return ((Value.Text) value).text();
  }
}
