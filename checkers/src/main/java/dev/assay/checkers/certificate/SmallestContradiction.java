package dev.assay.checkers.certificate;

import dev.assay.history.History;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a few operations on a register that have no order: from those at which a search ended,
 * with what came before them, to as few as it can by leaving out one after the other (Zeller's
 * delta debugging at its smallest step). Everything that could help one of them is always with
 * them, so that a contradiction of the few is one of the history. Bounded; finds none sometimes.
 */
public final class SmallestContradiction {
  /** Trials, each of which tries all orders of up to 64 operations. */
  private static final int TRIALS_MAX = 300;

  private final History history;
  private final String model;
  private final List<Operation> writers;
  private int trials;

  private SmallestContradiction(History history, String model) {
    this.history = history;
    this.model = model;
    Replay replay = Replay.of(model);
    writers =
        history.clientOperations().stream()
            .filter(operation -> replay.counts(operation) && !operation.f().equals("read"))
            .toList();
  }

  /**
   * Indices of few operations that have no order.
   *
   * @param ends where a search ended: they have no order together with what came before
   * @param before what a search could explain before that, in its order
   */
  public static Optional<long[]> find(
      History history, String model, List<Operation> ends, List<Operation> before) {
    if (!model.equals("register") && !model.equals("strict-register")) {
      return Optional.empty();
    }
    return new SmallestContradiction(history, model).found(ends, before);
  }

  private Optional<long[]> found(List<Operation> ends, List<Operation> before) {
    for (int more = 0; more <= NoOrder.OPERATIONS_MAX; more = more == 0 ? 4 : more * 2) {
      Set<Operation> start = new LinkedHashSet<>(ends);
      start.addAll(before.subList(Math.max(0, before.size() - more), before.size()));
      List<Operation> few = closed(start);
      if (few.size() > NoOrder.OPERATIONS_MAX) {
        return Optional.empty();
      }
      if (isContradiction(few)) {
        return Optional.of(smallest(few).stream().mapToLong(Operation::index).toArray());
      }
    }
    return Optional.empty();
  }

  private List<Operation> smallest(List<Operation> contradiction) {
    List<Operation> best = contradiction;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (int i = best.size() - 1; i >= 0 && !smaller; i--) {
        Set<Operation> fewer = new LinkedHashSet<>(best);
        fewer.remove(best.get(i));
        List<Operation> closed = closed(fewer);
        if (closed.size() < best.size() && isContradiction(closed)) {
          best = closed;
          smaller = true;
        }
      }
    }
    return best;
  }

  private boolean isContradiction(List<Operation> few) {
    if (few.isEmpty() || ++trials > TRIALS_MAX) {
      return false;
    }
    try {
      new NoOrder(history, model).verify(few);
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  /** The operations and all that could help one of them, by invocation. */
  private List<Operation> closed(Set<Operation> operations) {
    Set<Operation> closed = new LinkedHashSet<>(operations);
    List<Operation> added = new ArrayList<>(operations);
    long last =
        operations.stream()
            .filter(operation -> !operation.isUnknown())
            .mapToLong(Operation::endIndex)
            .max()
            .orElse(-1);
    while (!added.isEmpty() && closed.size() <= NoOrder.OPERATIONS_MAX) {
      List<Operation> helped = added;
      added = new ArrayList<>();
      for (Operation writer : writers) {
        if (!closed.contains(writer)
            && helped.stream().anyMatch(o -> writer.index() < last && NoOrder.mayHelp(writer, o))) {
          closed.add(writer);
          added.add(writer);
        }
      }
    }
    return closed.stream().sorted(Comparator.comparingLong(Operation::index)).toList();
  }
}
