package dev.assay.checkers.statement;

import static dev.assay.checkers.statement.Atom.ANY;
import static dev.assay.checkers.statement.Atom.pair;

import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operation says, or all operations that asked for one id.
 *
 * @param operations in the order of their invocations
 * @param atoms what was found and done, one after the other
 * @param isRefused whether that was impossible instead, and nothing was done
 */
public record Statement(List<Operation> operations, List<Atom> atoms, boolean isRefused) {
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
      Optional<Value> after = atom.after(changed.getOrDefault(atom.cell(), before), gone);
      if (after.isEmpty()) {
        return isRefused ? Optional.of(Map.of()) : Optional.empty();
      }
      changed.put(atom.cell(), after.get());
    }
    boolean isTouched = atoms.stream().anyMatch(a -> gone.contains(pair(a.cell(), ANY)));
    return !isRefused ? Optional.of(changed) : isTouched ? Optional.of(Map.of()) : Optional.empty();
  }
}
