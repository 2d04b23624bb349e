package dev.assay.checkers.statement;

import dev.assay.history.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The smallest thing that an operation finds in a cell of the state, or does to it: a word of the
 * language in which a verifier is told what operations say.
 */
public record Atom(String word, Value cell, Value value) {
  /** Nobody knows what. */
  public static final Value ANY = Value.of("(anything)");

  /** What the cell holds then; empty when that is impossible. */
  Optional<Value> after(Value now) {
    List<Value> list = list(now);
    boolean isNew = now.equals(Value.NIL);
    return switch (word) {
      case "finds" -> only(value.equals(ANY) || now.equals(value), now);
      case "shows" -> only(list.equals(list(value)), now);
      case "has" -> only(!isNew && number(now) >= number(value), now);
      case "puts" -> Optional.of(value);
      case "holds" -> only(isNew || now.equals(value), value);
      case "keeps" -> only(isNew || number(now) <= number(value), value);
      case "rises" -> only(isNew || number(now) < number(value), value);
      case "adds" -> only(sum(now).bitLength() < Long.SIZE, Value.of(sum(now).longValue()));
      case "joins" -> Optional.of(Value.of(text(now) + text(value)));
      case "appends" -> Optional.of(with(list, list.size()));
      case "pushes" -> Optional.of(with(list, 0));
      case "inserts" ->
          Optional.of(with(list, list.stream().filter(v -> number(v) < number(value)).count()));
      case "takes" -> only(takes(list), Value.items(list.stream().skip(1).toList()));
      case "removes" ->
          value.equals(ANY) ? Optional.of(ANY) : only(list.contains(value), without(list));
      default -> Optional.empty(); // "never"
    };
  }

  private static Optional<Value> only(boolean isPossible, Value then) {
    return isPossible ? Optional.of(then) : Optional.empty();
  }

  private BigInteger sum(Value now) {
    return BigInteger.valueOf(number(now)).add(BigInteger.valueOf(number(value)));
  }

  private boolean takes(List<Value> list) {
    return value.equals(ANY) || value.equals(list.isEmpty() ? Value.NIL : list.getFirst());
  }

  private Value without(List<Value> list) {
    List<Value> shorter = new ArrayList<>(list);
    shorter.remove(value);
    return Value.items(shorter);
  }

  private Value with(List<Value> list, long place) {
    List<Value> longer = new ArrayList<>(list);
    longer.add((int) place, value);
    return Value.items(longer);
  }

  private static String text(Value value) {
    return ((Value.Text) value).text();
  }

  /**
   * What others may notice of it: a value of the cell; the cell, where all that it holds depends on
   * it; and, where a refusal may, that anything is there.
   */
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
