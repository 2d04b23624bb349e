package dev.assay.checkers.verifier;

import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Statements;
import dev.assay.history.Value;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a few operations still say when others are left out. If there is an order of all, then the
 * few alone in that order explain what is left: whoever found a value still finds it when everybody
 * who put that value there is among the few, and nothing new comes between; from lists the elements
 * of the others are taken out; and things of which the others spoke are taken out altogether.
 */
public final class Omission {
  private Omission() {}

  /** What leaving it out may take away from others. */
  public static List<Value> changes(List<Atom> atoms) {
    return atoms.stream().flatMap(Omission::change).toList();
  }

  private static Stream<Value> change(Atom atom) {
    return switch (atom) {
      case Atom.Finds _, Atom.Shows _, Atom.Lacks _ -> Stream.of();
      case Atom.Puts(Value key, Value value) -> Stream.of(pair(key, value));
      case Atom.Appends(Value key, Value value) -> Stream.of(pair(key, value));
      case Atom.Swaps(Value key, _, Value value) -> Stream.of(pair(key, value));
      case Atom.Does does -> does.isPure() ? Stream.of() : Stream.of(does.thing());
    };
  }

  /** What is left of it when others changed that. */
  public static List<Atom> without(List<Atom> atoms, Set<Value> gone) {
    return gone.isEmpty() ? atoms : atoms.stream().flatMap(atom -> left(atom, gone)).toList();
  }

  private static Stream<Atom> left(Atom atom, Set<Value> gone) {
    return switch (atom) {
      case Atom.Finds(Value key, Value value) when gone.contains(pair(key, value)) -> Stream.of();
      case Atom.Appends(Value key, Value value) when gone.contains(pair(key, value)) -> Stream.of();
      case Atom.Shows(Value key, Value.Items(List<Value> list)) ->
          Stream.of(
              new Atom.Shows(
                  key,
                  Value.items(list.stream().filter(e -> !gone.contains(pair(key, e))).toList())));
      // It may have found any of theirs.
      case Atom.Lacks _ -> Stream.of();
      case Atom.Swaps(Value key, Value from, Value to) when gone.contains(pair(key, from)) ->
          Stream.of(new Atom.Puts(key, to));
      case Atom.Does does when gone.contains(does.thing()) || gone.contains(Statements.ANY) ->
          Stream.of();
      default -> Stream.of(atom);
    };
  }

  private static Value pair(Value key, Value value) {
    return Value.items(List.of(key, value));
  }
}
