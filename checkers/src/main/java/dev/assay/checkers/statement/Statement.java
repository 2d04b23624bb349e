package dev.assay.checkers.statement;

import static dev.assay.checkers.statement.Atom.ANY;
import static dev.assay.checkers.statement.Atom.list;
import static dev.assay.checkers.statement.Atom.pair;

import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an operation says, or all operations that asked for one id.
 *
 * <p>Some statements still say something when others are left out. If there is an order of all,
 * then the few alone in that order explain what is left: whoever found a value still finds it when
 * everybody who put that value there is among the few; from lists the elements of the others are
 * taken out; of a cell to which others added nothing is known.
 *
 * @param operations in the order of their invocations
 * @param atoms what was found and done, one after the other
 * @param isRefused whether that was impossible instead, and nothing was done
 * @param spans when it can take effect, by every clock
 */
public record Statement(
    List<Operation> operations, List<Atom> atoms, boolean isRefused, List<Span> spans) {
  /** The first invocation, as it is named. */
  public long index() {
    return operations.getFirst().index();
  }

  /** When an answer was there. */
  public long end() {
    return operations.stream().mapToLong(Operation::endIndex).min().orElseThrow();
  }

  /**
   * What it changes in the state; empty when it is impossible there.
   *
   * @param gone what those changed who were left out: of cells that these touched a refusal says
   *     nothing
   */
  public Optional<Map<Value, Value>> changes(
      Map<Value, Value> state, Value start, Set<Value> gone) {
    Map<Value, Value> changed = new HashMap<>();
    for (Atom atom : atoms) {
      Value before = state.getOrDefault(atom.cell(), start);
      Optional<Value> after = after(atom, changed.getOrDefault(atom.cell(), before), gone);
      if (after.isEmpty()) {
        return isRefused ? Optional.of(Map.of()) : Optional.empty();
      }
      changed.put(atom.cell(), after.get());
    }
    boolean isTouched = atoms.stream().anyMatch(a -> gone.contains(pair(a.cell(), ANY)));
    return !isRefused ? Optional.of(changed) : isTouched ? Optional.of(Map.of()) : Optional.empty();
  }

  private static Optional<Value> after(Atom atom, Value now, Set<Value> gone) {
    // Who took nobody knows what took the first, or else has no place in the order.
    boolean isNamed = !atom.word().equals("takes") || !atom.value().equals(ANY);
    boolean isForgotten = isNamed && gone.contains(pair(atom.cell(), atom.value()));
    if (isForgotten || now.equals(ANY) || gone.contains(atom.cell())) {
      return Optional.of(Set.of("finds", "puts").contains(atom.word()) ? atom.value() : now);
    }
    return (atom.word().equals("shows") ? shown(atom, gone) : atom).after(now);
  }

  private static Atom shown(Atom atom, Set<Value> gone) {
    Stream<Value> left =
        list(atom.value()).stream().filter(e -> !gone.contains(pair(atom.cell(), e)));
    return new Atom("shows", atom.cell(), Value.items(left.toList()));
  }
}
