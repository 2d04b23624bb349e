package dev.assay.checkers.linearizability;

import dev.assay.checkers.Budget;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.List;

/** Decides whether operations are linearizable. Deterministic; one thread. */
public final class Linearizability {
  private Linearizability() {}

  /** What was found out about one part of the history. */
  public sealed interface Answer {
    /**
     * The operations are linearizable.
     *
     * @param order a linearization: replay it to be sure; holds every operation that constrains and
     *     whose outcome is known, and those unknown ones that it needs
     */
    record Linearizable(List<Operation> order) implements Answer {
      public Linearizable {
        order = List.copyOf(order);
      }
    }

    /**
     * The operations are not linearizable, and neither are those events alone that lie before the
     * completion of {@code blocked} and at it.
     *
     * @param blocked the first completion that no order explains
     * @param order an order of operations up to which everything can be explained
     * @param open operations that had begun before {@code blocked} ended and are not in the order;
     *     no order of them helps
     * @param state the model's state after {@code order}
     */
    record Contradiction(
        Operation blocked, List<Operation> order, List<Operation> open, String state)
        implements Answer {
      public Contradiction {
        order = List.copyOf(order);
        open = List.copyOf(open);
      }
    }

    /**
     * The budget did not suffice.
     *
     * @param howFar operations that some order could explain, out of {@code total}
     */
    record Undecided(String why, long howFar, long total) implements Answer {}
  }

  /**
   * One answer that holds for all.
   *
   * @param operations in the order of their invocations, none twice; those that don't constrain are
   *     left out here
   */
  public static <S> Answer check(Model<S> model, List<Operation> operations, Budget budget) {
    List<Operation> constraining = operations.stream().filter(model::constrains).toList();
    List<Operation> order = new ArrayList<>();
    Answer undecided = new Answer.Linearizable(List.of());
    long done = 0;
    for (List<Operation> part : model.partition(constraining)) {
      budget.reached(done, constraining.size());
      Answer answer = new Search<>(model, part, budget).run();
      switch (answer) {
        case Answer.Linearizable(List<Operation> found) -> order.addAll(found);
        case Answer.Contradiction contradiction -> {
          return contradiction;
        }
        case Answer.Undecided(String why, long howFar, _) ->
            undecided = new Answer.Undecided(why, done + howFar, constraining.size());
      }
      done += part.size();
    }
    budget.reached(done, constraining.size());
    return undecided instanceof Answer.Undecided ? undecided : new Answer.Linearizable(order);
  }
}
