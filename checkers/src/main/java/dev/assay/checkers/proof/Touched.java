package dev.assay.checkers.proof;

import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Statement;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who changes what and who finds what, as numbers: a search for few operations looks at all of them
 * again and again. What nobody changes has no number.
 */
final class Touched {
  private static final int NOBODY = -1;

  private final List<Statement> all;
  private final Map<Value, Integer> numbers = new HashMap<>();

  /** By position: what others may notice of it; and what it found. */
  private final int[][] changes;

  private final int[][] found;

  /** By number: how many change it. */
  private final int[] changers;

  Touched(List<Statement> all) {
    this.all = all;
    changes = new int[all.size()][];
    found = new int[all.size()][];
    for (int position = 0; position < changes.length; position++) {
      changes[position] =
          Verifier.gone(List.of(all.get(position))).stream()
              .mapToInt(value -> numbers.computeIfAbsent(value, _ -> numbers.size()))
              .toArray();
    }
    changers = new int[numbers.size()];
    for (int[] some : changes) {
      for (int number : some) {
        changers[number]++;
      }
    }
    for (int position = 0; position < found.length; position++) {
      found[position] =
          known(all.get(position).atoms().stream().flatMap(atom -> wanted(atom).stream()));
    }
  }

  private int[] known(Stream<Value> values) {
    return values.map(numbers::get).filter(number -> number != null).mapToInt(n -> n).toArray();
  }

  private static List<Value> wanted(Atom atom) {
    return switch (atom.word()) {
      case "finds", "sees", "takes", "removes" ->
          List.of(Atom.pair(atom.cell(), atom.value()), atom.cell());
      case "has" -> List.of(atom.cell());
      case "shows" ->
          Stream.concat(
                  Stream.of(atom.cell()),
                  Atom.list(atom.value()).stream().map(e -> Atom.pair(atom.cell(), e)))
              .toList();
      default -> List.of();
    };
  }

  /** Those who may have written what these found. */
  List<Integer> writersFor(Collection<Integer> some, boolean alsoAnyOfRefused, boolean alsoAny) {
    boolean[] wanted = new boolean[changers.length];
    for (int position : some) {
      for (int number : found[position]) {
        wanted[number] = true;
      }
      Statement statement = all.get(position);
      if (alsoAny || (statement.isRefused() && alsoAnyOfRefused)) {
        for (int number :
            known(statement.atoms().stream().map(a -> Atom.pair(a.cell(), Atom.ANY)))) {
          wanted[number] = true;
        }
      }
    }
    List<Integer> writers = new ArrayList<>();
    for (int position = 0; position < changes.length; position++) {
      for (int number : changes[position]) {
        if (wanted[number]) {
          writers.add(position);
          break;
        }
      }
    }
    return writers;
  }

  /** With the first and the last who found anything that they wrote. */
  NavigableSet<Integer> witnessed(NavigableSet<Integer> few) {
    int[] first = new int[changers.length];
    int[] last = new int[changers.length];
    boolean[] written = new boolean[changers.length];
    Arrays.fill(first, NOBODY);
    Arrays.fill(last, NOBODY);
    for (int position : few) {
      for (int number : changes[position]) {
        written[number] = true;
      }
    }
    NavigableSet<Integer> witnessed = new TreeSet<>(few);
    for (int position = 0; position < found.length; position++) {
      for (int number : found[position]) {
        if (written[number]) {
          first[number] = first[number] == NOBODY ? position : first[number];
          last[number] = position;
        }
      }
    }
    for (int number = 0; number < first.length; number++) {
      if (first[number] != NOBODY) {
        witnessed.add(first[number]);
        witnessed.add(last[number]);
      }
    }
    return witnessed;
  }

  /** What others than these change, of all that these speak of. */
  Set<Value> goneWithout(Collection<Integer> few) {
    Map<Integer, Integer> own = new HashMap<>();
    for (int position : few) {
      for (int number : changes[position]) {
        own.merge(number, 1, Integer::sum);
      }
    }
    Set<Value> gone = new HashSet<>();
    for (int position : few) {
      for (Atom atom : all.get(position).atoms()) {
        spokenOf(atom)
            .filter(
                value -> {
                  Integer number = numbers.get(value);
                  return number != null && changers[number] > own.getOrDefault(number, 0);
                })
            .forEach(gone::add);
      }
    }
    return gone;
  }

  private static Stream<Value> spokenOf(Atom atom) {
    return Stream.concat(
        Stream.of(
            atom.cell(), Atom.pair(atom.cell(), Atom.ANY), Atom.pair(atom.cell(), atom.value())),
        Atom.list(atom.value()).stream().map(e -> Atom.pair(atom.cell(), e)));
  }
}
