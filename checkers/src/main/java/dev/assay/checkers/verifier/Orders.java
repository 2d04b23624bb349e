package dev.assay.checkers.verifier;

import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Refused;
import dev.assay.checkers.statement.Statements;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All orders of a few operations that keep real time, or each process's own order, or nothing. */
public record Orders(Statements<?> statements, String respects, long until) {
  private static final int TRIED_MAX = 300_000;

  public Orders {
    Refused.unless(
        Set.of("realtime", "process", "nothing").contains(respects),
        () -> "an order can't respect " + respects);
  }

  /** Operations placed so far, in any order, and the state after it. */
  private record Place(BitSet placed, Map<Value, Object> state) {}

  /** Whether the one has to come before the other. */
  public boolean isBefore(Operation one, Operation other) {
    return switch (respects) {
      case "realtime" -> one.endIndex() < other.index();
      case "process" -> one.process().equals(other.process()) && one.index() < other.index();
      default -> false;
    };
  }

  /**
   * Whether any order explains all operations that had ended by then: those of k operations from
   * those of k - 1.
   *
   * @param few in the order of invocation
   * @param atoms what there is to explain of each
   */
  public boolean exist(List<Operation> few, List<List<Atom>> atoms) {
    BitSet due = new BitSet();
    for (int i = 0; i < few.size(); i++) {
      due.set(i, !few.get(i).isUnknown() && few.get(i).endIndex() <= until);
    }
    long tried = 0;
    Set<Place> all = Set.of(new Place(new BitSet(), Map.of()));
    while (!all.isEmpty()) {
      Set<Place> longer = new LinkedHashSet<>();
      for (Place place : all) {
        BitSet left = (BitSet) due.clone();
        left.andNot(place.placed);
        if (left.isEmpty()) {
          return true;
        }
        for (int i = place.placed.nextClearBit(0);
            i < few.size();
            i = place.placed.nextClearBit(i + 1)) {
          Operation next = few.get(i);
          boolean isFree = left.stream().noneMatch(before -> isBefore(few.get(before), next));
          Map<Value, Object> state = new HashMap<>(place.state);
          if (isFree && statements.step(state, atoms.get(i))) {
            BitSet placed = (BitSet) place.placed.clone();
            placed.set(i);
            longer.add(new Place(placed, state));
          } else if (!isFree && respects.equals("realtime")) {
            break; // Whoever was invoked later is not free either.
          }
        }
      }
      tried += longer.size();
      Refused.unless(tried < TRIED_MAX, () -> "there are too many orders to try them all");
      all = longer;
    }
    return false;
  }
}
