package dev.assay.checkers.linearizability;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a history, decided in any order and at the same time, and merged as if one had been
 * decided after the other: each has all steps to spend, and when the sum is too much, the part at
 * which it would have run out is decided again with what was left.
 */
final class Parts<S> {
  private final Model<S> model;
  private final List<List<Operation>> parts;
  private final Columns columns;
  private final Budget budget;
  private final @Nullable Answer[] answers;
  private final long[] steps;

  /** The first part that is known to be broken: later ones don't matter. */
  private volatile int firstBroken = Integer.MAX_VALUE;

  Parts(Model<S> model, List<List<Operation>> parts, Columns columns, Budget budget) {
    this.model = model;
    this.parts = parts;
    this.columns = columns;
    this.budget = budget;
    answers = new Answer[parts.size()];
    steps = new long[parts.size()];
  }

  /** One for each part, the largest first. */
  List<Runnable> tasks() {
    List<Integer> order = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      order.add(part);
    }
    order.sort(Comparator.comparingInt((Integer part) -> parts.get(part).size()).reversed());
    return order.stream().<Runnable>map(part -> () -> decide(part)).toList();
  }

  private void decide(int part) {
    if (part > firstBroken) {
      return;
    }
    Budget own = budget.part(Long.MAX_VALUE);
    Answer answer = Linearizability.decide(model, parts.get(part), columns, own);
    answers[part] = answer;
    steps[part] = own.steps();
    if (answer instanceof Answer.Contradiction || answer instanceof Answer.Clash) {
      broken(part);
    }
  }

  private synchronized void broken(int part) {
    firstBroken = Math.min(firstBroken, part);
  }

  Answer merged(long total) {
    List<List<Operation>> orders = new ArrayList<>();
    Set<String> by = new LinkedHashSet<>();
    Answer undecided = new Answer.Linearizable(List.of(), Linearizability.SEARCH);
    long done = 0;
    for (int part = 0; part < parts.size(); part++) {
      budget.reached(done, total);
      switch (answer(part)) {
        case Answer.Linearizable(List<Operation> order, String rung) -> {
          orders.add(order);
          by.add(rung);
        }
        case Answer.Contradiction contradiction -> {
          return contradiction;
        }
        case Answer.Clash clash -> {
          return clash;
        }
        case Answer.Undecided(String why, long howFar, _) ->
            undecided = new Answer.Undecided(why, done + howFar, total);
      }
      done += parts.get(part).size();
    }
    budget.reached(done, total);
    return undecided instanceof Answer.Undecided
        ? undecided
        : new Answer.Linearizable(inOne(orders), String.join(", ", by));
  }

  private Answer answer(int part) {
    Answer answer = answers[part];
    if (answer == null || steps[part] > budget.stepsLeft()) {
      Budget rest = budget.part(Long.MAX_VALUE);
      answer = Linearizability.decide(model, parts.get(part), columns, rest);
      steps[part] = rest.steps();
    }
    budget.spend(steps[part]);
    return answer;
  }

  /**
   * One linearization from those of the parts: each operation at the last call that was made before
   * it in its part's order, which is within its interval; by these moments all can be sorted.
   */
  private static List<Operation> inOne(List<List<Operation>> orders) {
    if (orders.size() == 1) {
      return orders.getFirst();
    }
    int size = orders.stream().mapToInt(List::size).sum();
    Operation[] all = new Operation[size];
    long[] keys = new long[size];
    int bits = 64 - Long.numberOfLeadingZeros(size);
    int at = 0;
    for (List<Operation> order : orders) {
      long moment = 0;
      for (Operation operation : order) {
        moment = Math.max(moment, operation.index());
        keys[at] = (moment << bits) | at;
        all[at++] = operation;
      }
    }
    Arrays.sort(keys);
    Operation[] sorted = new Operation[size];
    for (int i = 0; i < size; i++) {
      sorted[i] = all[(int) (keys[i] & ((1L << bits) - 1))];
    }
    return Arrays.asList(sorted);
  }
}
