package dev.assay.checkers.proof;

import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.meaning.Meaning;
import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Statement;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a pass is proven by, where an order is easily guessed: everything takes effect at its end,
 * after whatever it found, which takes effect just before, if that is under way. That keeps time
 * and every process's own order. Where time does not count, those come first who saw the least.
 * Guesses are handed over only if the verifier accepts them: it needs one look at each operation.
 */
public final class LikelyOrder {
  /** What was found may have been made of what was found before, and so on, but not for ever. */
  private static final int CAUSES_MAX = 100;

  private final List<Statement> all;

  /**
   * Who makes it so that a cell holds a value, in the order of their invocations; those at the
   * front are taken out when they are placed.
   */
  private final Map<Value, Deque<Statement>> writers = new HashMap<>();

  private LikelyOrder(List<Statement> all) {
    this.all = all;
    for (Statement statement : all) {
      Verifier.gone(List.of(statement))
          .forEach(it -> writers.computeIfAbsent(it, _ -> new ArrayDeque<>()).add(statement));
    }
  }

  /** An order of all that was acknowledged; empty when no guess is one. */
  public static Optional<Certificate> find(String checker, Refutation sort, History history) {
    try {
      LikelyOrder guesses = new LikelyOrder(Meaning.of(sort.model(), history.clientOperations()));
      return Stream.of(guesses.inTime(), guesses.byWhatWasSeen())
          .map(
              order ->
                  Certificate.order(
                      checker,
                      sort.model(),
                      sort.respects(),
                      order.stream().mapToLong(Statement::index).toArray()))
          .filter(order -> Verifier.refusal(history, order.value()).isEmpty())
          .findFirst();
    } catch (RuntimeException e) {
      return Optional.empty(); // Something is not as the model has it: there is no proof of that.
    }
  }

  private Stream<Statement> answered() {
    return all.stream().filter(statement -> statement.end() != Operation.NEVER);
  }

  private List<Statement> inTime() {
    List<Statement> placed = new ArrayList<>();
    Set<Long> begun = new HashSet<>();
    answered()
        .sorted(Comparator.comparingLong(Statement::end))
        .forEach(statement -> place(statement, statement.end(), CAUSES_MAX, begun, placed));
    return placed;
  }

  private void place(
      Statement statement, long now, int causes, Set<Long> begun, List<Statement> placed) {
    if (begun.add(statement.index())) {
      for (Atom atom : statement.atoms()) {
        if (causes > 0 && Set.of("finds", "removes").contains(atom.word())) {
          cause(Atom.pair(atom.cell(), atom.value()), now, begun)
              .ifPresent(it -> place(it, now, causes - 1, begun, placed));
        }
      }
      placed.add(statement);
    }
  }

  /** The first that made it so, was under way by now and has no place yet. */
  private Optional<Statement> cause(Value found, long now, Set<Long> begun) {
    Deque<Statement> left = writers.getOrDefault(found, new ArrayDeque<>());
    while (!left.isEmpty() && begun.contains(left.getFirst().index())) {
      left.removeFirst();
    }
    return Optional.ofNullable(left.peekFirst()).filter(it -> it.index() < now);
  }

  /** By the numbers that they saw, or by how much of what others wrote. */
  private List<Statement> byWhatWasSeen() {
    return answered().sorted(Comparator.comparingLong(LikelyOrder::seen)).toList();
  }

  private static long seen(Statement statement) {
    return statement.atoms().stream()
        .mapToLong(
            atom ->
                switch (atom.word()) {
                  case "keeps" -> Atom.number(atom.value());
                  case "puts" -> 1;
                  default -> 0;
                })
        .sum();
  }
}
