package dev.assay.checkers.linearizability;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Workers;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether operations are linearizable. Equal operations give equal answers, whatever the
 * number of workers, as long as nothing is cancelled.
 */
public final class Linearizability {
  /** The name of the search, among those of the rungs. */
  public static final String SEARCH = "search";

  private Linearizability() {}

  /** What was found out about one part of the history. */
  public sealed interface Answer {
    /**
     * The operations are linearizable.
     *
     * @param order a linearization: replay it to be sure; holds every operation that constrains and
     *     whose outcome is known, and those unknown ones that it needs
     * @param by the rung that found it
     */
    record Linearizable(List<Operation> order, String by) implements Answer {
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
     * @param by the rung that found it
     */
    record Contradiction(
        Operation blocked, List<Operation> order, List<Operation> open, String state, String by)
        implements Answer {
      public Contradiction {
        order = List.copyOf(order);
        open = List.copyOf(open);
      }
    }

    /**
     * The operations are not linearizable, and neither are these few alone: others speak of other
     * values, or change nothing, and could be left out of any order. For accounts they are so
     * together with all that had returned before they began, as {@code why} says.
     *
     * @param operations in the order of invocation
     * @param why part of a sentence
     * @param by the rung that found it
     */
    record Clash(List<Operation> operations, String why, String by) implements Answer {
      public Clash {
        operations = List.copyOf(operations);
      }
    }

    /**
     * The budget did not suffice.
     *
     * @param howFar operations that some order could explain, out of {@code total}
     */
    record Undecided(String why, long howFar, long total) implements Answer {}
  }

  /** On the caller's thread. */
  public static <S> Answer check(Model<S> model, List<Operation> operations, Budget budget) {
    return check(model, operations, budget, Workers.ALONE);
  }

  /**
   * One answer that holds for all.
   *
   * @param operations in the order of their invocations, none twice; those that don't constrain are
   *     left out here
   */
  public static <S> Answer check(
      Model<S> model, List<Operation> operations, Budget budget, Workers workers) {
    List<Operation> constraining = constraining(model, operations);
    List<List<Operation>> parts = model.partition(constraining);
    Columns columns = Columns.of(model, constraining, parts, workers);
    Parts<S> decided = new Parts<>(model, parts, columns, budget);
    workers.run(decided.tasks());
    return decided.merged(constraining.size());
  }

  private static List<Operation> constraining(Model<?> model, List<Operation> operations) {
    List<Operation> constraining = new ArrayList<>(operations.size());
    for (Operation operation : operations) {
      if (model.constrains(operation)) {
        constraining.add(operation);
      }
    }
    return constraining;
  }

  /** The ladder: what the model knows of itself, then the search. */
  static <S> Answer decide(Model<S> model, List<Operation> part, Columns columns, Budget budget) {
    try {
      for (Rung rung : model.rungs()) {
        Optional<Answer> answer = rung.decide(part, budget);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    } catch (Budget.ExhaustedException e) {
      return new Answer.Undecided(e.why(), 0, part.size());
    }
    for (Rung rung : model.rungs()) {
      List<Operation> likely = rung.likely(part);
      if (likely.size() < part.size()) {
        Budget some = budget.part(budget.stepsLeft() / 2);
        Answer answer = new Search<>(model, new Part(model, likely, columns), some).run();
        budget.spend(some.steps());
        if (answer instanceof Answer.Linearizable) {
          return answer;
        }
      }
    }
    return new Search<>(model, new Part(model, part, columns), budget).run();
  }
}
