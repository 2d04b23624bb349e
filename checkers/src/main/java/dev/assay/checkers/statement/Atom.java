package dev.assay.checkers.statement;

import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The smallest thing that an operation finds in a cell of the state, or does to it.
 *
 * <p>Some operations still say something when others are left out. If there is an order of all,
 * then the few alone in that order explain what is left: whoever found a value still finds it when
 * everybody who put that value there is among the few; from lists the elements of the others are
 * taken out; of a cell to which others added nothing is known.
 */
public record Atom(String word, Value cell, Value value) {
  /** Nobody knows what. */
  public static final Value ANY = Value.of("(anything)");

  /**
   * What the cell holds then; empty when that is impossible.
   *
   * @param gone what those changed who were left out, see {@link #changes}
   */
  Optional<Value> after(Value now, Set<Value> gone) {
    boolean sets = word.equals("finds") || word.equals("puts");
    // Who took nobody knows what took the first, or else has no place in the order.
    boolean isUnclear = word.equals("takes") && value.equals(ANY);
    boolean isGone = !isUnclear && gone.contains(pair(cell, value));
    if (now.equals(ANY) || gone.contains(cell) || isGone) {
      return Optional.of(sets ? value : now);
    }
    boolean isPossible =
        value.equals(ANY)
            || switch (word) {
              case "finds" -> now.equals(value);
              case "sees" -> now.equals(value) || value.equals(Value.NIL);
              case "shows" -> list(now).equals(without(gone));
              case "holds" -> now.equals(Value.NIL) || now.equals(value);
              case "keeps" -> now.equals(Value.NIL) || number(now) <= number(value);
              case "rises" -> now.equals(Value.NIL) || number(now) < number(value);
              case "removes" -> list(now).contains(value);
              case "takes" -> value.equals(list(now).stream().findFirst().orElse(Value.NIL));
              case "has" -> !now.equals(Value.NIL) && number(now) >= number(value);
              case "exceeds" -> number(value) > number(cell);
              case "adds" -> number(value) < 0 || number(now) <= Long.MAX_VALUE - number(value);
              case "differs" -> !value.equals(cell);
              default -> true;
            };
    return isPossible ? Optional.of(changed(now)) : Optional.empty();
  }

  private List<Value> without(Set<Value> gone) {
    return list(value).stream().filter(e -> !gone.contains(pair(cell, e))).toList();
  }

  private Value changed(Value now) {
    return switch (word) {
      case "puts", "holds", "keeps", "rises" -> value;
      case "removes" -> value.equals(ANY) ? ANY : Value.items(without(list(now), value));
      case "adds" -> Value.of(Math.addExact(number(now), number(value)));
      case "joins" -> Value.of(((Value.Text) now).text() + ((Value.Text) value).text());
      case "appends" -> with(list(now), list(now).size());
      case "pushes" -> with(list(now), 0);
      case "inserts" ->
          with(list(now), list(now).stream().filter(v -> number(v) < number(value)).count());
      case "takes" -> Value.items(list(now).stream().skip(1).toList());
      default -> now;
    };
  }

  private static List<Value> without(List<Value> list, Value one) {
    List<Value> shorter = new ArrayList<>(list);
    shorter.remove(one);
    return shorter;
  }

  private Value with(List<Value> list, long place) {
    List<Value> longer = new ArrayList<>(list);
    longer.add((int) place, value);
    return Value.items(longer);
  }

  /** What is gone with it: a value of the cell, or all there may be, and the cell is touched. */
  public List<Value> changes() {
    return switch (word) {
      case "puts", "appends", "pushes", "inserts" -> List.of(pair(cell, value), pair(cell, ANY));
      case "takes", "removes" ->
          value.equals(Value.NIL)
              ? List.of()
              : List.of(value.equals(ANY) ? cell : pair(cell, value));
      case "adds", "joins" -> List.of(cell, pair(cell, ANY));
      default -> List.of();
    };
  }

  /** As one value. */
  public static Value pair(Value one, Value other) {
    return Value.items(List.of(one, other));
  }

  /** Of a whole number; 0 of nil. */
  public static long number(Value value) {
    return value.equals(Value.NIL) ? 0 : ((Value.Whole) value).number();
  }

  /** What it lists; nothing where it is no list. */
  public static List<Value> list(Value value) {
    return value instanceof Value.Items(List<Value> items) ? items : List.of();
  }
}
