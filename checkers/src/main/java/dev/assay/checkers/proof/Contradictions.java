package dev.assay.checkers.proof;

import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Models;
import dev.assay.checkers.statement.Refused;
import dev.assay.checkers.statement.Statements;
import dev.assay.checkers.verifier.Omission;
import dev.assay.checkers.verifier.Orders;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for few operations that have no order: from those at which somebody saw that there is none,
 * with whoever wrote what they found and with more and more of what came before, to as few as it
 * can by leaving out some after others (Zeller's delta debugging). Bounded: finds none sometimes.
 */
public final class Contradictions {
  /** Operations with which it is tried at all. */
  private static final int OPERATIONS_MAX = 400;

  /** How much of what came before is tried. */
  private static final int BEFORE_MAX = 127;

  /** Trials of fewer operations. */
  private static final int TRIALS_MAX = 400;

  private final Orders orders;
  private final List<Operation> all;
  private final List<List<Atom>> atoms = new ArrayList<>();

  /** By position: what others may notice of it. */
  private final List<List<Value>> changes = new ArrayList<>();

  private final Map<Long, Integer> positions = new HashMap<>();
  private int trials;

  private Contradictions(Statements<?> statements, Claim claim, List<Operation> all) {
    this.all = all;
    orders = new Orders(statements, claim.respects(), claim.until());
    for (Operation o : all) {
      positions.put(o.index(), atoms.size());
      List<Atom> says = statements.atoms(o).orElse(List.of());
      atoms.add(says);
      changes.add(Omission.changes(says));
    }
  }

  /**
   * What is to be proven.
   *
   * @param checker whose verdict it is
   * @param model its name
   * @param respects what orders keep
   * @param until the event at which it was seen; {@link Certificate#TO_THE_END} where time does not
   *     count
   */
  public record Claim(String checker, String model, Models models, String respects, long until) {
    public Claim {
      if (!respects.equals(Certificate.REALTIME)) {
        until = Certificate.TO_THE_END;
      }
    }
  }

  /**
   * A contradiction that the verifier accepts.
   *
   * @param ends operations of which some are likely part of it
   * @param before others, the likeliest last
   */
  public static Optional<Certificate> find(
      Claim claim, History history, Collection<Long> ends, List<Long> before) {
    try {
      List<Operation> all =
          history.clientOperations().stream().filter(o -> o.index() <= claim.until()).toList();
      Statements<?> statements = Statements.of(claim.model(), claim.models(), all);
      return new Contradictions(statements, claim, all)
          .smallest(ends, before)
          .flatMap(
              few ->
                  Stream.of(Math.min(ends(few), claim.until()), claim.until())
                      .map(until -> certificate(claim, until, few))
                      .filter(c -> Verifier.refusal(history, c.value(), claim.models()).isEmpty())
                      .findFirst());
    } catch (Refused | IllegalArgumentException | ClassCastException e) {
      return Optional.empty(); // Something is not as the model has it: there is no proof of that.
    }
  }

  /** When all answers were there; others need not have failed by then, which may be needed. */
  private static long ends(List<Operation> few) {
    return few.stream()
        .filter(o -> !o.isUnknown())
        .mapToLong(Operation::endIndex)
        .max()
        .orElse(Certificate.TO_THE_END);
  }

  private static Certificate certificate(Claim claim, long until, List<Operation> few) {
    return Certificate.contradiction(
        claim.checker(),
        claim.model(),
        claim.respects(),
        claim.respects().equals(Certificate.REALTIME) ? until : Certificate.TO_THE_END,
        few.stream().mapToLong(Operation::index).toArray());
  }

  private Optional<List<Operation>> smallest(Collection<Long> ends, List<Long> before) {
    for (boolean withFailed : new boolean[] {false, true}) {
      for (int more = 0; more <= Math.min(BEFORE_MAX, 2 * before.size()); more = 2 * more + 1) {
        NavigableSet<Integer> few = new TreeSet<>();
        ends.forEach(index -> add(few, index));
        before
            .subList(Math.max(0, before.size() - more), before.size())
            .forEach(index -> add(few, index));
        NavigableSet<Integer> closed = closed(few, withFailed);
        for (NavigableSet<Integer> tried :
            List.of(few, closed, witnessed(few), closed(witnessed(closed), withFailed))) {
          if (tried.size() <= OPERATIONS_MAX && isContradiction(tried)) {
            return Optional.of(smaller(tried).stream().map(all::get).toList());
          }
        }
      }
    }
    return Optional.empty();
  }

  private void add(Set<Integer> few, long index) {
    Integer position = positions.get(index);
    if (position != null && !atoms.get(position).isEmpty()) {
      few.add(position);
    }
  }

  /** With everybody who may have written what they found, and so on. */
  private NavigableSet<Integer> closed(NavigableSet<Integer> few, boolean withFailed) {
    NavigableSet<Integer> closed = new TreeSet<>(few);
    Set<Value> wanted = new HashSet<>();
    boolean all = false;
    Collection<Integer> added = few;
    while (!added.isEmpty() && closed.size() <= OPERATIONS_MAX) {
      for (int position : added) {
        for (Atom atom : atoms.get(position)) {
          all |= withFailed && atom instanceof Atom.Lacks;
          wanted.addAll(wanted(atom));
        }
      }
      List<Integer> next = new ArrayList<>();
      for (int position = 0; position < changes.size(); position++) {
        List<Value> own = changes.get(position);
        boolean helps = all ? !own.isEmpty() : own.stream().anyMatch(wanted::contains);
        if (helps && closed.add(position)) {
          next.add(position);
        }
      }
      added = next;
    }
    return closed;
  }

  /** With the first and the last who found anything that they wrote. */
  private NavigableSet<Integer> witnessed(NavigableSet<Integer> few) {
    Map<Value, Integer> first = new HashMap<>();
    Map<Value, Integer> last = new HashMap<>();
    few.forEach(position -> changes.get(position).forEach(value -> first.put(value, -1)));
    for (int position = 0; position < atoms.size(); position++) {
      for (Atom atom : atoms.get(position)) {
        for (Value value : atom instanceof Atom.Swaps ? List.<Value>of() : wanted(atom)) {
          if (first.containsKey(value)) {
            first.merge(value, position, (one, other) -> one < 0 ? other : one);
            last.put(value, position);
          }
        }
      }
    }
    NavigableSet<Integer> witnessed = new TreeSet<>(few);
    witnessed.addAll(first.values());
    witnessed.addAll(last.values());
    witnessed.remove(-1);
    return witnessed;
  }

  private static List<Value> wanted(Atom atom) {
    return switch (atom) {
      case Atom.Finds(Value key, Value value) -> List.of(Value.items(List.of(key, value)));
      case Atom.Shows(Value key, Value.Items list) ->
          list.items().stream().<Value>map(e -> Value.items(List.of(key, e))).toList();
      case Atom.Swaps(Value key, Value from, _) -> List.of(Value.items(List.of(key, from)));
      case Atom.Does does -> List.of(does.thing(), Statements.ANY);
      case Atom.Lacks _, Atom.Puts _, Atom.Appends _ -> List.of();
    };
  }

  private boolean isContradiction(NavigableSet<Integer> few) {
    Set<Value> gone = new HashSet<>();
    for (int position = 0; position < changes.size(); position++) {
      if (!few.contains(position)) {
        gone.addAll(changes.get(position));
      }
    }
    return isContradiction(few, gone);
  }

  private boolean isContradiction(Collection<Integer> few, Set<Value> gone) {
    try {
      return !few.isEmpty()
          && !orders.exist(
              few.stream().map(all::get).toList(),
              few.stream().map(position -> Omission.without(atoms.get(position), gone)).toList());
    } catch (Refused e) {
      return false; // Too many orders to know.
    }
  }

  /** Without what is not needed: halves at first, one after the other at last. */
  private List<Integer> smaller(NavigableSet<Integer> contradiction) {
    Set<Value> outside = new HashSet<>();
    for (int position = 0; position < changes.size(); position++) {
      if (!contradiction.contains(position)) {
        outside.addAll(changes.get(position));
      }
    }
    List<Integer> best = List.copyOf(contradiction);
    int chunk = Math.max(1, best.size() / 2);
    while (trials < TRIALS_MAX) {
      Optional<List<Integer>> fewer = fewer(best, chunk, outside);
      if (fewer.isPresent()) {
        best = fewer.get();
      } else if (chunk == 1) {
        break;
      } else {
        chunk /= 2;
      }
      chunk = Math.min(chunk, Math.max(1, best.size() / 2));
    }
    return best;
  }

  private Optional<List<Integer>> fewer(List<Integer> best, int chunk, Set<Value> outside) {
    for (int to = best.size(); to > 0 && trials < TRIALS_MAX; to -= chunk) {
      List<Integer> kept = new ArrayList<>(best.subList(0, Math.max(0, to - chunk)));
      kept.addAll(best.subList(to, best.size()));
      Set<Value> gone = new HashSet<>(outside);
      best.subList(Math.max(0, to - chunk), to)
          .forEach(position -> gone.addAll(changes.get(position)));
      trials++;
      if (isContradiction(kept, gone)) {
        outside.addAll(gone);
        return Optional.of(kept);
      }
    }
    return Optional.empty();
  }

  /** For those who have operations by index as arrays. */
  public static List<Long> list(long[] indices) {
    return Arrays.stream(indices).boxed().toList();
  }
}
