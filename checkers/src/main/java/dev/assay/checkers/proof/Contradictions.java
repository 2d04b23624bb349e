package dev.assay.checkers.proof;

import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.meaning.Meaning;
import dev.assay.checkers.statement.Refused;
import dev.assay.checkers.statement.Statement;
import dev.assay.checkers.verifier.Orders;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Operation;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for few operations that have no order: from those at which somebody saw that there is none,
 * with whoever wrote what they found and with more and more of what came before, to as few as it
 * can by leaving out some after others (Zeller's delta debugging). Bounded: finds none sometimes.
 */
public final class Contradictions {
  /** Operations with which it is tried at all. */
  private static final int OPERATIONS_MAX = 2000;

  /** How much of what came before is tried. */
  private static final int BEFORE_MAX = 127;

  /** Trials of fewer operations. */
  private static final int TRIALS_MAX = 400;

  /** Beginnings of orders, in all of these. */
  private static final long PLACES_MAX = 100_000;

  /** Looks at one operation in one of these beginnings; each takes about half a microsecond. */
  private static final long LOOKS_MAX = 4_000_000;

  /** Questions whether an operation may be next, in all of these; each takes some 50 ns. */
  private static final long QUESTIONS_MAX = 15_000_000;

  private final Orders orders;
  private final List<Statement> all;
  private final Touched touched;
  private final Map<Long, Integer> positions = new HashMap<>();
  private int trials;
  private long looks = LOOKS_MAX;
  private long questions = QUESTIONS_MAX;

  private Contradictions(Claim claim, List<Statement> all) {
    orders = new Orders(Meaning.start(claim.model()), claim.respects(), claim.until(), PLACES_MAX);
    this.all = all;
    touched = new Touched(all);
    for (int position = 0; position < all.size(); position++) {
      for (Operation operation : all.get(position).operations()) {
        positions.put(operation.index(), position);
      }
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
                touched.witnessed(few),
                closed(touched.witnessed(closed), reach, OPERATIONS_MAX))) {
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
    for (int i = 0; i < rounds && closed.size() <= OPERATIONS_MAX; i++) {
      List<Integer> writers =
          touched.writersFor(closed, reach == Reach.REFUSED, reach == Reach.TOUCHED);
      if (!addedAny(closed, writers)) {
        break;
      }
    }
    return closed;
  }

  /** One more than can be tried is as good as all. */
  private static boolean addedAny(NavigableSet<Integer> closed, List<Integer> writers) {
    boolean any = false;
    for (int i = 0; i < writers.size() && closed.size() <= OPERATIONS_MAX; i++) {
      any |= closed.add(writers.get(i));
    }
    return any;
  }

  private boolean isContradiction(Collection<Integer> few) {
    try {
      return !few.isEmpty()
          && !orders.exist(new Counted(few.stream().toList()), touched.goneWithout(few));
    } catch (Refused e) {
      return false; // Too many orders to know.
    }
  }

  /** Some of all, with an eye on how often they are looked at. */
  private final class Counted extends AbstractList<Statement> {
    private final List<Integer> places;

    Counted(List<Integer> places) {
      this.places = places;
    }

    @Override
    public Statement get(int index) {
      Refused.unless(looks-- > 0, "there are too many orders to look at them all");
      return all.get(places.get(index));
    }

    /** Asked for each time before one is considered. */
    @Override
    public int size() {
      Refused.unless(questions-- > 0, "there are too many orders to consider them all");
      return places.size();
    }
  }

  /** Without what is not needed: halves at first, one after the other at last. */
  private List<Integer> smaller(NavigableSet<Integer> contradiction) {
    List<Integer> best = List.copyOf(contradiction);
    int chunk = Math.max(1, best.size() / 2);
    while (trials < TRIALS_MAX) {
      Optional<List<Integer>> fewer = fewer(best, chunk);
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

  private Optional<List<Integer>> fewer(List<Integer> best, int chunk) {
    for (int to = best.size(); to > 0 && trials < TRIALS_MAX; to -= chunk) {
      List<Integer> kept = new ArrayList<>(best.subList(0, Math.max(0, to - chunk)));
      kept.addAll(best.subList(to, best.size()));
      trials++;
      if (isContradiction(kept)) {
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
