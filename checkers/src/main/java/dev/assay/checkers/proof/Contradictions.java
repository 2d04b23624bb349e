package dev.assay.checkers.proof;

import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.meaning.Meaning;
import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Refused;
import dev.assay.checkers.statement.Statement;
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

  /** Beginnings of orders, in all of these. */
  private static final long PLACES_MAX = 100_000;

  private final Orders orders;
  private final List<Statement> all;

  /** By position: what others may notice of it. */
  private final List<Set<Value>> changes = new ArrayList<>();

  private final Map<Long, Integer> positions = new HashMap<>();
  private int trials;

  private Contradictions(Claim claim, List<Statement> all) {
    this.all = all;
    orders = new Orders(Meaning.start(claim.model()), claim.respects(), claim.until(), PLACES_MAX);
    for (Statement statement : all) {
      statement.operations().forEach(o -> positions.put(o.index(), changes.size()));
      changes.add(Verifier.gone(List.of(statement)));
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
  public record Claim(String checker, String model, String respects, long until) {
    public Claim {
      if (!respects.startsWith(Certificate.REALTIME)) {
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
      List<Operation> seen =
          history.clientOperations().stream().filter(o -> o.index() <= claim.until()).toList();
      return new Contradictions(claim, Meaning.of(claim.model(), seen))
          .smallest(ends, before)
          .flatMap(few -> sooner(claim, history, few).or(() -> certificate(claim, history, few)));
    } catch (RuntimeException e) {
      return Optional.empty(); // Something is not as the model has it: there is no proof of that.
    }
  }

  /** Up to when all their answers were there, fewer may be enough. */
  private static Optional<Certificate> sooner(Claim claim, History history, List<Statement> few) {
    long end =
        few.stream()
            .mapToLong(Statement::end)
            .filter(e -> e != Operation.NEVER)
            .max()
            .orElse(Certificate.TO_THE_END);
    return claim.respects().startsWith(Certificate.REALTIME) && end < claim.until()
        ? find(
            new Claim(claim.checker(), claim.model(), claim.respects(), end),
            history,
            few.stream().map(Statement::index).toList(),
            List.of())
        : Optional.empty();
  }

  private static Optional<Certificate> certificate(
      Claim claim, History history, List<Statement> few) {
    return Optional.of(
            Certificate.contradiction(
                claim.checker(),
                claim.model(),
                claim.respects(),
                claim.until(),
                few.stream().mapToLong(Statement::index).toArray()))
        .filter(c -> Verifier.refusal(history, c.value()).isEmpty());
  }

  /** Whoever wrote what was found; who touched what was refused; who touched anything of it. */
  private enum Reach {
    WRITTEN,
    REFUSED,
    TOUCHED
  }

  private Optional<List<Statement>> smallest(Collection<Long> ends, List<Long> before) {
    for (Reach reach : Reach.values()) {
      for (int more = 0; more <= Math.min(BEFORE_MAX, 2 * before.size()); more = 2 * more + 1) {
        NavigableSet<Integer> few = new TreeSet<>();
        ends.forEach(index -> add(few, index));
        before
            .subList(Math.max(0, before.size() - more), before.size())
            .forEach(index -> add(few, index));
        NavigableSet<Integer> once = closed(few, reach, 1);
        NavigableSet<Integer> closed = closed(few, reach, OPERATIONS_MAX);
        for (NavigableSet<Integer> tried :
            List.of(
                few,
                once,
                closed,
                witnessed(few),
                closed(witnessed(closed), reach, OPERATIONS_MAX))) {
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
    if (position != null) {
      few.add(position);
    }
  }

  /** With everybody who may have written what they found, and so on. */
  private NavigableSet<Integer> closed(NavigableSet<Integer> few, Reach reach, int rounds) {
    NavigableSet<Integer> closed = new TreeSet<>(few);
    Set<Value> wanted = new HashSet<>();
    Collection<Integer> added = few;
    for (int i = 0; i < rounds && !added.isEmpty() && closed.size() <= OPERATIONS_MAX; i++) {
      for (int position : added) {
        Statement statement = all.get(position);
        for (Atom atom : statement.atoms()) {
          wanted.addAll(wanted(atom));
          if (reach == Reach.TOUCHED || (statement.isRefused() && reach == Reach.REFUSED)) {
            wanted.add(Atom.pair(atom.cell(), Atom.ANY));
          }
        }
      }
      List<Integer> next = new ArrayList<>();
      for (int position = 0; position < changes.size(); position++) {
        Set<Value> own = changes.get(position);
        if (own.stream().anyMatch(wanted::contains) && closed.add(position)) {
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
    for (int position = 0; position < all.size(); position++) {
      for (Atom atom : all.get(position).atoms()) {
        for (Value value : wanted(atom)) {
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
    return switch (atom.word()) {
      case "finds", "takes", "removes" ->
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
      return !few.isEmpty() && !orders.exist(few.stream().map(all::get).toList(), gone);
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
